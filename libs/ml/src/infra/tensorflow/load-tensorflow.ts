import * as tf from '@tensorflow/tfjs-core';
import type { TensorFlowBackend, WantedBackend } from './backend.js';
import { fillGaps } from './fill-gaps.js';

/** The native library of the optional package; false where it or its binary is not there. */
async function useNative(): Promise<boolean> {
  try {
    await import('@tensorflow/tfjs-node');
    return await tf.setBackend('tensorflow');
  } catch {
    return false;
  }
}

async function useWebAssembly(): Promise<boolean> {
  try {
    await Promise.all([import('@tensorflow/tfjs-backend-cpu'), import('@tensorflow/tfjs-backend-wasm')]);
    if (!(await tf.setBackend('wasm'))) return false;
    fillGaps('wasm', 'cpu');
    return true;
  } catch {
    return false;
  }
}

async function useJavaScript(): Promise<boolean> {
  await import('@tensorflow/tfjs-backend-cpu');
  return tf.setBackend('cpu');
}

const USES: Readonly<Record<TensorFlowBackend, () => Promise<boolean>>> = { tensorflow: useNative, wasm: useWebAssembly, cpu: useJavaScript };
const ORDER: readonly TensorFlowBackend[] = ['tensorflow', 'wasm', 'cpu'];

/**
 * Makes TensorFlow ready and says by which backend. Where the wanted one is not there, the next that is.
 * Everything after this is synchronous.
 */
export async function loadTensorFlow(wanted: WantedBackend): Promise<TensorFlowBackend> {
  // Else the backend of plain JavaScript advertises the native one on the console.
  tf.env().set('PROD', true);
  const first = wanted === 'auto' ? 0 : ORDER.indexOf(wanted);
  for (const backend of ORDER.slice(first)) if (await USES[backend]()) return backend;
  throw new Error('no backend of TensorFlow can be used');
}
