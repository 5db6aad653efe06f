/** Which of TensorFlow's backends computes: its native library, WebAssembly, or plain JavaScript. */
export type TensorFlowBackend = 'tensorflow' | 'wasm' | 'cpu';

/** auto: the native library where it is installed, else WebAssembly. */
export type WantedBackend = 'auto' | TensorFlowBackend;

/** What networks learn by, and who is told what that turned out to be. */
export interface TensorFlowChoice {
  readonly wanted: WantedBackend;
  readonly heard: (backend: TensorFlowBackend) => void;
}
