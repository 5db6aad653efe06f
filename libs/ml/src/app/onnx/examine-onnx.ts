import { AppError, seededRandom } from '#kernel';
import { onnxFeeds, onnxOutcomes, readOnnxForm, trialFault, type Matrix, type OnnxForm, type OnnxHead, type OnnxWish } from '../../core/index.js';
import { OnnxFailure, type OnnxRuntime, type OpenedOnnx } from './onnx-runtime.js';
import { tellFailure } from './serve-onnx.js';

/** What was found of a file that can be served. */
export interface ExaminedOnnx extends OnnxHead {
  readonly form: OnnxForm;
  readonly featureNames: readonly string[];
}

const TRIAL_ROWS = 8;
const TRIAL_SEED = 1;

function refused(detail: string, cause?: unknown): AppError {
  return new AppError('onnx_invalid', 'invalid', `this file cannot be served: ${detail}`, { errors: [{ path: 'model', message: detail }], cause });
}

/** Zeros first, then numbers around 0. */
function trialRows(columns: number): Matrix {
  const random = seededRandom(TRIAL_SEED);
  const values = Float64Array.from({ length: TRIAL_ROWS * columns }, (_, at) => (at < columns ? 0 : 4 * random.next() - 2));
  return { rows: TRIAL_ROWS, columns, values };
}

async function tryOut(opened: OpenedOnnx, form: OnnxForm, { modelType, classes }: OnnxWish, columns: number): Promise<void> {
  const rows = trialRows(columns);
  const ask = async (features: Matrix): Promise<Float64Array> => onnxOutcomes(form, await opened.run(onnxFeeds(form, features), form.output), classes.length);
  const alone = await ask({ rows: 1, columns, values: rows.values.slice(0, columns) });
  const fault = trialFault({ modelType, width: Math.max(1, classes.length), rows: TRIAL_ROWS, together: await ask(rows), alone });
  if (fault !== undefined) throw refused(fault);
}

/**
 * Opens a file that somebody sent, finds out how it is asked and asks it.
 * @throws AppError `onnx_invalid`, `input_invalid` where what was said of it does not fit, `onnx_unavailable`, `onnx_busy`
 */
export async function examineOnnx(runtime: OnnxRuntime, file: Uint8Array, wish: OnnxWish): Promise<ExaminedOnnx> {
  try {
    return await runtime.examine(file, async (opened) => {
      const { inputs, outputs, opset, producer } = opened.description;
      const read = readOnnxForm(inputs, outputs, wish);
      if ('errors' in read) throw new AppError('input_invalid', 'invalid', 'the file does not fit what is said of it', { errors: read.errors });
      const { form, featureNames } = read.found;
      await tryOut(opened, form, wish, featureNames.length);
      return { opset, producer, form, featureNames };
    });
  } catch (error) {
    if (error instanceof OnnxFailure && (error.kind === 'refused' || error.kind === 'failed')) throw refused(error.message, error);
    return tellFailure(error);
  }
}
