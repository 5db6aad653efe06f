import type { MessagePort } from 'node:worker_threads';
import type { Hyperparameters, ModelType } from '../../core/index.js';
import type { HistoricCall } from '../../core/features/caller-history.js';
import type { JudgedWeights } from '../../core/next-callee/judge-callees.js';
import type { DataFault } from '../../core/data/training-data.js';
import type { ForecasterOrder } from '../../app/network-training.js';
import type { TrainedOnRows } from '../../app/training.js';
import type { TensorFlowBackend, WantedBackend } from '../tensorflow/backend.js';

/** What a thread can be asked to do, and what it answers. */
export interface ThreadTasks {
  /** Reads a request, JSON's bytes or what those would mean: parses, checks and packs the training data in it. */
  readonly read: {
    readonly given: { readonly request: Uint8Array | object; readonly modelType: ModelType };
    readonly result: ReadBody | { readonly fault: DataFault };
  };
  /** Searches where that is asked for, evaluates, calibrates and fits. No result: there was no time for a search. */
  readonly train: {
    readonly given: {
      readonly dataset: Uint8Array;
      readonly modelType: ModelType;
      readonly algorithm: string;
      readonly hyperparameters: Hyperparameters;
      readonly seed: number;
      readonly batchRows: number;
      readonly maxFalsePositiveRate: number | undefined;
      readonly mostFeatures: number | undefined;
      /** Threads that may work on it, the one asked among them. */
      readonly threads: number;
      /** What neural networks learn by. */
      readonly tensorflow: WantedBackend;
    };
    readonly result: TrainedOnRows | undefined;
  };
  /** Learns a forecaster of many series by TensorFlow. No result: they are too short. */
  readonly forecaster: { readonly given: ForecasterOrder & { readonly tensorflow: WantedBackend }; readonly result: Uint8Array | undefined };
  /** Learns whom users call next. No result: nobody has chosen between two. */
  readonly callees: { readonly given: { readonly calls: readonly HistoricCall[] }; readonly result: JudgedWeights | undefined };
  /** Helps the thread that trains until that one ends; the answers go through the port. */
  readonly assist: { readonly given: SidePost; readonly result: undefined };
}

/** Where a side thread gets its orders from, and what all threads of a training share. */
export interface SidePost {
  readonly port: MessagePort;
  readonly state: Int32Array;
}

/** A body that holds no inline data has no `dataset`. */
export interface ReadBody {
  readonly dataset: Uint8Array | undefined;
  /** What else the body holds. */
  readonly rest: Readonly<Record<string, unknown>>;
}

export type TaskName = keyof ThreadTasks;

export interface ThreadOrder<T extends TaskName = TaskName> {
  readonly task: T;
  readonly given: ThreadTasks[T]['given'];
}

export type ThreadMessage = { readonly progress: number } | { readonly backend: TensorFlowBackend } | { readonly result: unknown } | { readonly error: { readonly name: string; readonly message: string } };
