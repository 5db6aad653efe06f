import { AppError } from '#kernel';
import { onnxFeeds, onnxOutcomes, unansweredRow, type Matrix, type OnnxForm } from '../../core/index.js';
import type { ModelVersion } from '../model-registry.js';
import { readerOf } from '../serve.js';
import type { ServedModel } from '../served-model.js';
import { OnnxFailure, type OpenedOnnxModel } from './onnx-runtime.js';

const NOTHING = new Float64Array();
/** As long as a file may take to be looked at. */
const RETRY_SECONDS = 20;

/** @throws AppError `onnx_unavailable`, `onnx_busy`, `onnx_failed` for a failure of the runtime; whatever else came as it came */
export function tellFailure(error: unknown): never {
  if (!(error instanceof OnnxFailure)) throw error;
  if (error.kind === 'unavailable') throw new AppError('onnx_unavailable', 'unavailable', 'this installation has no runtime for ONNX models', { cause: error });
  if (error.kind === 'busy') throw new AppError('onnx_busy', 'unavailable', error.message, { cause: error, retryAfterSeconds: RETRY_SECONDS });
  throw new AppError('onnx_failed', 'unavailable', `the model does not answer: ${error.message}`, { cause: error });
}

/** Makes a version that was uploaded answer. */
export function serveOnnx({ name, version, artifactId, passport }: ModelVersion, form: OnnxForm, model: OpenedOnnxModel): ServedModel {
  const { modelType, classes, features: featureNames } = passport;
  const width = Math.max(1, classes.length);
  const read = readerOf(passport, form.threshold, undefined);
  return {
    name, version, artifactId, modelType, featureNames, classes, outputs: 1, remote: true,
    predict: async (features: Matrix) => {
      const raw = await model.run(onnxFeeds(form, features), form.output).catch(tellFailure);
      const outcomes = onnxOutcomes(form, raw, classes.length);
      if (outcomes.length !== features.rows * width) throw new AppError('onnx_failed', 'unavailable', 'the model gives another number of answers than it was asked for');
      const row = unansweredRow(outcomes, width);
      if (row !== undefined) throw new AppError('prediction_undefined', 'invalid', `the model has no finite answer to row ${row}: it may not take values that are missing or so large`);
      return Array.from({ length: features.rows }, (_, at) => read(NOTHING, outcomes, at));
    },
    ...(form.threshold !== undefined && { threshold: form.threshold }),
  };
}
