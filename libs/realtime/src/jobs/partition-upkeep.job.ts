import type { JobContract } from '#platform/queues';

/** Makes the event log's partitions of the coming weeks. */
export const UPKEEP_JOB = {
  queue: 'event-log',
  name: 'partition-upkeep',
  options: { attempts: 5, backoff: { type: 'exponential', delay: 30_000 }, removeOnComplete: { count: 30 }, removeOnFail: { count: 100 } },
} as const satisfies JobContract;

/** At night, in the zone of the server's clock: UTC. */
export const UPKEEP_PATTERN = '17 3 * * *';
