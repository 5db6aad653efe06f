import type { DataFault } from '../core/data/training-data.js';
import type { ModelType, SearchRecord, Trained } from '../core/index.js';
import type { TrainingOrder } from './training-jobs.js';

/** A training request's body, read. */
export type ReadRequest = { readonly dataset: Uint8Array | undefined; readonly rest: Readonly<Record<string, unknown>> } | { readonly fault: DataFault };

export interface TrainingWatch {
  readonly progress: (done: number) => void;
  readonly signal: AbortSignal;
}

/** What came of an order; of a search, its winner. */
export type TrainedOnRows = Trained & { readonly rows: number; readonly search?: SearchRecord };

/** The heavy parts of training, which must never run on an event loop. */
export abstract class Training {
  /** Of JSON's bytes, or of what those would mean. @throws AppError `json_malformed` */
  abstract read(request: Uint8Array | object, modelType: ModelType): Promise<ReadRequest>;
  /** @throws AppError `search_out_of_time` where no candidate of a search could be tried */
  abstract train(dataset: Uint8Array, modelType: ModelType, order: TrainingOrder, watch: TrainingWatch): Promise<TrainedOnRows>;
}
