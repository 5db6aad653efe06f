import type { OnnxFeed, OnnxHead, OnnxTensor } from '../../core/index.js';

/** A file as its runtime sees it. */
export interface OnnxDescription extends OnnxHead {
  readonly inputs: readonly OnnxTensor[];
  readonly outputs: readonly OnnxTensor[];
}

export interface OpenedOnnx {
  readonly description: OnnxDescription;
  /** Row-major. @throws OnnxFailure */
  run(feeds: readonly OnnxFeed[], output: string): Promise<Float64Array>;
}

/** unavailable: there is no runtime here. refused: no model it would open. failed: the model did not answer, in its time or memory. busy: too many files are to be looked at. */
export class OnnxFailure extends Error {
  constructor(
    readonly kind: 'unavailable' | 'refused' | 'failed' | 'busy',
    message: string,
  ) {
    super(message);
    this.name = 'OnnxFailure';
  }
}

/** Runs ONNX models, away from whoever asks: a file that somebody sent may do anything. */
export abstract class OnnxRuntime {
  /** Opens a file that nobody has looked at for as long as `use` takes, one at a time. @throws OnnxFailure */
  abstract examine<T>(file: Uint8Array, use: (opened: OpenedOnnx) => Promise<T>): Promise<T>;
  /** A model that stays open under its `id`; `file` is read where it is not. @throws OnnxFailure, and what `file` throws */
  abstract keepOpen(id: string, file: () => Promise<Uint8Array>): OpenedOnnxModel;
}

export type OpenedOnnxModel = Pick<OpenedOnnx, 'run'>;
