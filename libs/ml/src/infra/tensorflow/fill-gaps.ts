import * as tf from '@tensorflow/tfjs-core';

interface Storage {
  readSync(data: object): tf.BackendValues;
  write(values: tf.BackendValues, shape: number[], dtype: tf.DataType): object;
  disposeData(data: object, force?: boolean): boolean;
}

const storageOf = (backend: string): Storage => tf.engine().findBackend(backend);

/** A copy of a tensor's values in another backend's memory. */
function copied({ dataId, shape, dtype }: tf.TensorInfo, from: string, to: string): tf.TensorInfo {
  return { shape, dtype, dataId: storageOf(to).write(storageOf(from).readSync(dataId), shape, dtype) };
}

/** Runs `kernel` of `helper` on tensors of `backend`. */
function lent(kernel: tf.KernelFunc, backend: string, helper: string): tf.KernelFunc {
  return ({ inputs, attrs }) => {
    const own = Object.fromEntries(Object.entries(inputs).map(([name, tensor]) =>
      [name, Array.isArray(tensor) ? tensor.map((each: tf.TensorInfo) => copied(each, backend, helper)) : tensor && copied(tensor, backend, helper)])) as tf.NamedTensorInfoMap;
    const result = kernel({ inputs: own, backend: tf.engine().findBackend(helper), ...(attrs && { attrs }) });
    const results = [result].flat();
    const answers = results.map((each) => copied(each, helper, backend));
    const lentOut = Object.values(own).flat().filter((tensor) => tensor !== undefined);
    const used = new Set([...lentOut, ...results].map(({ dataId }) => dataId));
    for (const data of used) storageOf(helper).disposeData(data, true);
    return Array.isArray(result) ? answers : (answers[0] as tf.TensorInfo);
  };
}

/** Kernels that `backend` lacks are computed by `helper`, at the price of copying their tensors; how many there are. */
export function fillGaps(backend: string, helper: string): number {
  const missing = tf.getKernelsForBackend(helper).filter(({ kernelName }) => !tf.getKernel(kernelName, backend));
  for (const { kernelName, kernelFunc } of missing) tf.registerKernel({ kernelName, backendName: backend, kernelFunc: lent(kernelFunc, backend, helper) });
  return missing.length;
}
