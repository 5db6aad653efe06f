import type { JobContract } from '#platform/queues';

/** Judges all numbers anew. */
export const SCORE_JOB = {
  queue: 'caller-scores',
  name: 'score-callers',
  options: { attempts: 5, backoff: { type: 'exponential', delay: 10_000 }, removeOnComplete: { count: 30 }, removeOnFail: { count: 100 } },
} as const satisfies JobContract;

/** Whether it is to be done although the same version did it last: numbers have had calls since. */
export interface ScorePayload {
  readonly always: boolean;
}

/** In case a change of champion was missed, or the first numbers have come since. */
export const LOOK_PATTERN = '53 * * * *';

/** At night, in the zone of the server's clock: UTC. */
export const SCORE_PATTERN = '23 2 * * *';
