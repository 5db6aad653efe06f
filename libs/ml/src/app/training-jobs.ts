import type { LogMark } from '#realtime';
import type { BehaviorTarget, Hyperparameters, LstmValues } from '../core/index.js';
import type { HistoryRange } from './history-range.js';

interface OrderHead {
  readonly model: string;
  readonly algorithm: string;
  readonly hyperparameters: Hyperparameters;
  readonly seed: number;
  readonly promote: boolean;
  /** The rate that the second class of two may be said wrongly at. */
  readonly maxFalsePositiveRate?: number;
  /** Keep only so many features, those that tell most. */
  readonly mostFeatures?: number;
  readonly requestedBy: string;
  readonly requestId: string | undefined;
}

/** To learn from data that was sent along and kept. */
export interface InlineOrder extends OrderHead {
  readonly datasetId: string;
}

/** To learn from what happened in a range, as the log knew it up to a mark. */
export interface HistoryOrder extends OrderHead {
  /** With a target, of what users do with calls; else of what numbers are. */
  readonly history: HistoryRange & { readonly until: LogMark; readonly target?: BehaviorTarget };
}

/** To learn from what there is a row of. */
export type RowsOrder = InlineOrder | HistoryOrder;

/** To learn from the hourly calls of users in a range. */
export interface SeriesOrder extends OrderHead {
  readonly hyperparameters: Hyperparameters & LstmValues;
  readonly series: HistoryRange;
}

/** What a training job is told. */
export type TrainingOrder = RowsOrder | SeriesOrder;

/** The queue of training jobs, as requests see it. */
export abstract class TrainingJobs {
  /** Resolves with the id of the job: `id` where one is given, and then the same id again is the same job. */
  abstract submit(order: TrainingOrder, id?: string): Promise<string>;
  abstract has(id: string): Promise<boolean>;
}
