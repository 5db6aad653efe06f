import type { LogMark } from '#realtime';
import type { Hyperparameters } from '../core/index.js';
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
  readonly history: HistoryRange & { readonly until: LogMark };
}

/** What a training job is told. */
export type TrainingOrder = InlineOrder | HistoryOrder;

export type JobState = 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';

export interface JobView {
  readonly id: string;
  readonly type: string;
  readonly state: JobState;
  readonly progress: number;
  readonly result: unknown;
  readonly error: { readonly code: string; readonly detail: string } | null;
  readonly createdMs: number;
  readonly finishedMs: number | null;
}

/** The queue of training jobs, as requests see it. */
export abstract class TrainingJobs {
  /** Resolves with the id of the job: `id` where one is given, and then the same id again is the same job. */
  abstract submit(order: TrainingOrder, id?: string): Promise<string>;
  /** Newest first. */
  abstract list(offset: number, limit: number): Promise<readonly JobView[]>;
  abstract find(id: string): Promise<JobView | undefined>;
  /** Asks a job that has not ended to end; undefined where there is none of that id. */
  abstract cancel(id: string): Promise<JobView | undefined>;
}
