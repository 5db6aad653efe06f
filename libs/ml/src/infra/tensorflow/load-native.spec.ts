import * as tf from '@tensorflow/tfjs-core';
import { loadTensorFlow } from './load-tensorflow.js';

// In place of the optional package, which may not be there: all it does to TensorFlow is to register a backend by this name.
jest.mock('@tensorflow/tfjs-node', () => {
  const core = jest.requireActual<typeof tf>('@tensorflow/tfjs-core');
  const { MathBackendCPU } = jest.requireActual<{ readonly MathBackendCPU: new () => tf.KernelBackend }>('@tensorflow/tfjs-backend-cpu');
  core.registerBackend('tensorflow', () => new MathBackendCPU());
  return {};
});

describe('TensorFlow, its native library installed', () => {
  it.each([['wasm', 'wasm'], ['cpu', 'cpu'], ['tensorflow', 'tensorflow'], ['auto', 'tensorflow']] as const)('asked for %s runs on %s', async (wanted, backend) => {
    expect(await loadTensorFlow(wanted)).toBe(backend);
    expect(tf.getBackend()).toBe(backend);
  });

  it('runs on WebAssembly where the library does not start', async () => {
    tf.removeBackend('tensorflow');
    tf.registerBackend('tensorflow', () => { throw new Error('The CPU has no AVX2'); });
    expect(await loadTensorFlow('auto')).toBe('wasm');
  });
});
