import * as tf from '@tensorflow/tfjs-core';
// With the layers come the gradients.
import './layers.js';
import { loadTensorFlow } from './load-tensorflow.js';

// Wherever these tests run: the native library as it is where its binary was not installed.
jest.mock('@tensorflow/tfjs-node', () => {
  throw new Error('The Node.js native addon module (tfjs_binding.node) can not be found');
});

describe('TensorFlow', () => {
  it.each([['auto', 'wasm'], ['tensorflow', 'wasm'], ['wasm', 'wasm'], ['cpu', 'cpu']] as const)('asked for %s runs on %s where the native library is not there', async (wanted, backend) => {
    expect(await loadTensorFlow(wanted)).toBe(backend);
    expect(tf.getBackend()).toBe(backend);
  });

  describe('on WebAssembly', () => {
    beforeAll(() => loadTensorFlow('wasm'));

    it('has plain JavaScript do what it cannot, and keeps nothing of it', () => {
      const before = tf.memory().numTensors;
      const sums = tf.tidy(() => tf.mul(tf.unsortedSegmentSum(tf.tensor1d([1, 2, 3, 4]), tf.tensor1d([0, 1, 0, 1], 'int32'), 2), 10).dataSync());
      expect([...sums]).toEqual([40, 60]);
      expect(tf.memory().numTensors).toBe(before);
      expect(tf.engine().findBackend('cpu').numDataIds()).toBe(0);
    });

    it('takes gradients through what it cannot', () => {
      const gradient = tf.tidy(() => tf.grad((table) => tf.sum(tf.gather(table, tf.tensor1d([0, 0, 2], 'int32'))))(tf.ones([3, 1])).dataSync());
      expect([...gradient]).toEqual([2, 0, 1]);
    });
  });
});
