import { parentPort } from 'node:worker_threads';
import { giveWay } from '#platform/process';
import { Grouped } from '../../app/campaigns/grouped.js';
import { GraphologyCommunities } from './graphology-communities.js';
import { buffersOf, packGrouping, unpackSuspects, type PackedSuspects } from './packed-grouping.js';

/* A thread's whole life: suspects in, groups out. Whoever waits for a call to be folded goes first. */

giveWay();
parentPort?.once('message', (packed: PackedSuspects) => {
  const answer = packGrouping(new Grouped(new GraphologyCommunities()).group(unpackSuspects(packed), packed.bystanders));
  parentPort?.postMessage(answer, buffersOf(answer));
});
