import { AppError, type FieldError } from '#kernel';
import { readTensors } from '../core/index.js';
import { outputTensors, type OutputTensor } from './output-tensors.js';
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
}

function misfit(errors: readonly FieldError[]): AppError {
  return new AppError('input_invalid', 'invalid', 'the tensors do not fit the model', { errors });
}

/** What `Predict` answers, in tensors. */
export class Infer {
  constructor(private readonly models: ServedModels) {}

  /** @throws AppError `model_unknown`, `model_not_trained`, `version_unknown`, `input_invalid` */
  async execute(name: string, { inputs, outputs, versionOrAlias }: Tensors): Promise<Inference> {
    const model = await this.models.get(name, versionOrAlias);
    const read = readTensors(inputs, model.featureNames);
    if ('errors' in read) throw misfit(read.errors);
    const tensors = outputTensors(model, model.predict(read.features), outputs);
    if (tensors === undefined) throw misfit([{ path: 'outputs', message: 'must name outputs of this model' }]);
    return { model: model.name, version: model.version, outputs: tensors };
  }
}
