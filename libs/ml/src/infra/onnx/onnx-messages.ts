import type { OnnxDescription } from '../../app/onnx/onnx-runtime.js';
import type { OnnxFeed } from '../../core/index.js';

/** What the process that runs models is asked. */
export type OnnxOrder =
  | { readonly task: 'open'; readonly model: string; readonly file: Uint8Array }
  | { readonly task: 'run'; readonly model: string; readonly feeds: readonly OnnxFeed[]; readonly output: string };

export type OnnxRequest = OnnxOrder & { readonly id: number };

/** closed: the model is not open, or not any more. */
export type OnnxReply = { readonly id: number } & (
  | { readonly opened: OnnxDescription }
  | { readonly outcomes: Float64Array }
  | { readonly failure: 'unavailable' | 'refused' | 'failed' | 'closed'; readonly message: string }
);
