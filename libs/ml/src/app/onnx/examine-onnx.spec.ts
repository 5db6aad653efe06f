import type { OnnxFeed, OnnxTensor, OnnxWish } from '../../core/index.js';
import type { ModelVersion } from '../model-registry.js';
import { examineOnnx } from './examine-onnx.js';
import { OnnxFailure, OnnxRuntime, type OpenedOnnx, type OpenedOnnxModel } from './onnx-runtime.js';
import { serveOnnx } from './serve-onnx.js';

const tensor = (name: string): OnnxTensor => ({ name, type: 'float64', shape: ['n', 1] });

/** Runs `says` on each cell of one input. */
class PlainRuntime extends OnnxRuntime {
  constructor(private readonly says: (cell: number) => number) {
    super();
  }

  examine<T>(_file: Uint8Array, use: (opened: OpenedOnnx) => Promise<T>): Promise<T> {
    return use({ description: { opset: 17, producer: '', inputs: [tensor('x')], outputs: [tensor('y')] }, ...this.keepOpen() });
  }

  keepOpen(): OpenedOnnxModel {
    return { run: async ([feed]: readonly OnnxFeed[]) => Float64Array.from(feed?.data ?? [], this.says) };
  }
}

const WISH: OnnxWish = { modelType: 'regression', featureNames: undefined, classes: [], threshold: undefined };
const FILE = new Uint8Array();
const failing = (kind: OnnxFailure['kind']): OnnxRuntime => new PlainRuntime(() => {
  throw new OnnxFailure(kind, 'for a reason');
});

describe('a file', () => {
  it('is described as it is asked', async () =>
    expect(await examineOnnx(new PlainRuntime((x) => 2 * x), FILE, WISH)).toEqual({ opset: 17, producer: '', featureNames: ['f0'], form: { inputs: [{ name: 'x', type: 'float64', rank: 2 }], output: 'y', width: 1 } }));

  it.each([
    ['there is no runtime', failing('unavailable'), { code: 'onnx_unavailable', kind: 'unavailable' }],
    ['there are too many', failing('busy'), { code: 'onnx_busy', kind: 'unavailable', retryAfterSeconds: 20 }],
    ['it takes too long', failing('failed'), { code: 'onnx_invalid', kind: 'invalid', detail: 'this file cannot be served: for a reason' }],
    ['it gives NaN', new PlainRuntime((x) => Math.log(x)), { code: 'onnx_invalid' }],
  ])('is refused where %s', (_name, runtime, error) => expect(examineOnnx(runtime, FILE, WISH)).rejects.toMatchObject(error));
});

describe('a served model', () => {
  const passport = { modelType: 'regression', classes: [], features: ['x'] } as unknown as ModelVersion['passport'];
  const served = (model: OpenedOnnxModel) => serveOnnx({ name: 'm', version: 1, artifactId: 'a', createdMs: 0, passport }, { inputs: [{ name: 'x', type: 'float64', rank: 2 }], output: 'y', width: 1 }, model);
  const rows = { rows: 2, columns: 1, values: Float64Array.of(4, -1) };

  it('answers row by row', async () => expect(await served(new PlainRuntime(Math.abs).keepOpen()).predict(rows)).toEqual([{ value: 4 }, { value: 1 }]));

  it.each<[string, OpenedOnnxModel, string, string]>([
    ['gives no number', new PlainRuntime(Math.sqrt).keepOpen(), 'prediction_undefined', 'invalid'],
    ['gives too few', { run: async () => Float64Array.of(1) }, 'onnx_failed', 'unavailable'],
    ['breaks down', { run: () => Promise.reject(new OnnxFailure('failed', 'it broke')) }, 'onnx_failed', 'unavailable'],
    ['cannot run here', { run: () => Promise.reject(new OnnxFailure('unavailable', 'none')) }, 'onnx_unavailable', 'unavailable'],
  ])('says so where it %s', (_name, model, code, kind) => expect(served(model).predict(rows)).rejects.toMatchObject({ code, kind }));
});
