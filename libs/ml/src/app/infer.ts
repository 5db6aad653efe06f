import { AppError, type FieldError } from '#kernel';
import { readTensors } from '../core/index.js';
import { outputTensors, type OutputTensor } from './output-tensors.js';
import type { PredictionLog } from './prediction-log.js';
import { isReference } from './references.js';
import type { ServedModels } from './served-model.js';

export interface Inference {
  readonly model: string;
  readonly version: number;
  readonly outputs: readonly OutputTensor[];
}

export interface Tensors {
  readonly inputs: unknown;
  /** Which outputs are asked for; all where left out. */
  readonly outputs: readonly string[] | undefined;
  readonly versionOrAlias: number | string;
  /** What the request is known by; of one row, that is its reference. */
  readonly id?: string | undefined;
}

function misfit(errors: readonly FieldError[]): AppError {
  return new AppError('input_invalid', 'invalid', 'the tensors do not fit the model', { errors });
}

/** What `Predict` answers, in tensors. */
export class Infer {
  constructor(
    private readonly models: ServedModels,
    private readonly log: PredictionLog,
  ) {}

  /** @throws AppError `model_unknown`, `model_not_trained`, `version_unknown`, `input_invalid`; of an uploaded one `onnx_unavailable`, `onnx_failed`, `prediction_undefined` */
  async execute(name: string, { inputs, outputs, versionOrAlias, id }: Tensors): Promise<Inference> {
    const model = await this.models.get(name, versionOrAlias);
    const read = readTensors(inputs, model.featureNames);
    if ('errors' in read) throw misfit(read.errors);
    const { features } = read;
    const predictions = await model.predict(features);
    const tensors = outputTensors(model, predictions, outputs);
    if (tensors === undefined) throw misfit([{ path: 'outputs', message: 'must name outputs of this model' }]);
    const references = features.rows === 1 && isReference(id) ? [id] : undefined;
    this.log.record({ model: model.name, version: model.version, classes: model.classes, features, predictions, references });
    return { model: model.name, version: model.version, outputs: tensors };
  }
}
