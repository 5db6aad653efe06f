import type { Cancellable, JobContract } from '#platform/queues';
import type { Passport } from '../app/passport.js';
import type { TrainingOrder } from '../app/training-jobs.js';

/** Trains one version of a model. A worker that dies in it leaves it to the next one. */
export const TRAIN_JOB = {
  queue: 'training',
  name: 'train',
  options: { attempts: 3, backoff: { type: 'exponential', delay: 2000 }, removeOnComplete: { count: 1000 }, removeOnFail: { count: 1000 } },
} as const satisfies JobContract;

/** What stands in the queue: the order, and whether somebody asked for its end. No number and no data: those lie in the artifact. */
export type TrainPayload = TrainingOrder & Cancellable;

export interface TrainResult {
  readonly model: string;
  readonly version: number;
  readonly metrics: Readonly<Record<string, number>>;
  /** Of a search, best first. */
  readonly leaderboard?: NonNullable<Passport['search']>['leaderboard'];
}
