import type { IdempotentActs } from '#realtime';
import type { Monitors } from './monitors.js';

/** Deletes a monitor for good: its key, sent again, makes another with an id of its own, so alerts of the two are never taken for one's. */
export class RemoveMonitor {
  constructor(
    private readonly monitors: Monitors,
    private readonly acts: Pick<IdempotentActs, 'retire'>,
  ) {}

  /** False where the user has none of that id. */
  async execute(userId: number, id: string): Promise<boolean> {
    if ((await this.monitors.find(userId, id)) === undefined) return false;
    // First: should the removal fail it is asked for again, but an id must not come back.
    await this.acts.retire(id);
    return this.monitors.remove(userId, id);
  }
}
