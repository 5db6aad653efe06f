import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Grouped } from '../../app/campaigns/grouped.js';
import { GroupSuspects, type Grouping } from '../../app/campaigns/group-suspects.js';
import type { Bystander, Suspect } from '../../core/campaigns/index.js';
import { GraphologyCommunities } from './graphology-communities.js';
import { GROUPING_ENTRY, GROUPING_OPTIONS } from './grouping-entry.js';
import { buffersOf, packSuspects, unpackGrouping, type PackedGrouping } from './packed-grouping.js';

/** So many are grouped sooner than a thread starts. */
const FEW = 100;

/** Groups as `Grouped` does, on a thread of its own: the worker folds the stream on this one. */
export class GroupedInThread extends GroupSuspects {
  private readonly here = new Grouped(new GraphologyCommunities());

  /** @throws Error what the thread threw */
  async group(suspects: readonly Suspect[], bystanders: readonly Bystander[]): Promise<Grouping> {
    if (suspects.length <= FEW) return this.here.group(suspects, bystanders);
    const worker = new Worker(GROUPING_ENTRY, GROUPING_OPTIONS);
    try {
      const packed = packSuspects(suspects, bystanders);
      worker.postMessage(packed, buffersOf(packed));
      const ended = once(worker, 'exit').then(([code]) => Promise.reject(new Error(`the thread that groups ended with ${code}`)));
      // `once` also rejects with what the thread throws.
      const [answer] = (await Promise.race([once(worker, 'message'), ended])) as [PackedGrouping];
      return unpackGrouping(answer);
    } finally {
      await worker.terminate();
    }
  }
}
