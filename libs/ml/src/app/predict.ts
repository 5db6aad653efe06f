import { AppError, inputInvalid } from '#kernel';
import { MOST_INSTANCES, readInstances, type Matrix } from '../core/index.js';
import type { EntityInstances } from './behavior/entity-instances.js';
import type { PredictionLog } from './prediction-log.js';
import { readReferences } from './references.js';
import type { Prediction, ServedModel, ServedModels } from './served-model.js';

const MOST_EXPLAINED = 100;

export interface Contribution {
  readonly feature: string;
  readonly value: number | null;
  readonly contribution: number;
}

/** `base` and all contributions add up to `output`, the raw score before calibration. */
export interface Explanation {
  readonly base: number;
  readonly contributions: readonly Contribution[];
  readonly output: number;
}

export interface Answer {
  readonly model: string;
  readonly version: number;
  readonly predictions: readonly (Prediction & { readonly explanation?: Explanation })[];
}

export interface Question {
  readonly instances: unknown;
  /** In place of instances: users and the numbers that call them, by which rows are made. */
  readonly entities?: unknown;
  /** What each instance is known by to the sender, so that labels can follow. */
  readonly ids?: unknown;
  readonly versionOrAlias: number | string;
  readonly explain: boolean;
}

export class Predict {
  constructor(
    private readonly models: ServedModels,
    private readonly log: PredictionLog,
    private readonly entityInstances: Pick<EntityInstances, 'execute'>,
  ) {}

  /** @throws AppError `model_unknown`, `model_not_trained`, `version_unknown`, `input_invalid`, `explanation_unavailable`, `entities_unsupported`, `as_of_too_large`; of an uploaded one `onnx_unavailable`, `onnx_failed`, `prediction_undefined` */
  async execute(name: string, { entities, ids, versionOrAlias, explain, ...question }: Question): Promise<Answer> {
    const model = await this.models.get(name, versionOrAlias);
    const instances = entities === undefined ? question.instances : await this.entityInstances.execute(entities, model.featureNames);
    if (!Array.isArray(instances) || instances.length === 0) throw inputInvalid('instances', 'must be a list of one or more instances');
    const most = explain ? MOST_EXPLAINED : MOST_INSTANCES;
    if (instances.length > most) throw inputInvalid('instances', `must not be more than ${most}${explain ? ' with explanations' : ''}`);
    const references = readReferences(ids, instances.length);
    const read = readInstances(instances, model.featureNames);
    if ('errors' in read) throw new AppError('input_invalid', 'invalid', 'the instances do not fit the model', { errors: read.errors });
    const predictions = await model.predict(read.features);
    const answer = { model: model.name, version: model.version, predictions: explain ? await explained(model, read.features, predictions) : predictions };
    this.log.record({ model: model.name, version: model.version, classes: model.classes, features: read.features, predictions, references });
    return answer;
  }
}

async function explained(model: ServedModel, features: Matrix, predictions: readonly Prediction[]): Promise<Answer['predictions']> {
  if (model.explain === undefined) throw new AppError('explanation_unavailable', 'invalid', 'this algorithm has no explanation', { errors: [{ path: 'explain', message: 'must be false for this model' }] });
  const { base, contributions } = await model.explain(features);
  return predictions.map((prediction, row) => {
    const output = model.outputs > 1 && 'label' in prediction ? model.classes.indexOf(prediction.label) : 0;
    const at = (row * model.outputs + output) * features.columns;
    const parts = model.featureNames.map((feature, column): Contribution => {
      const value = features.values[row * features.columns + column] as number;
      return { feature, value: Number.isNaN(value) ? null : value, contribution: contributions[at + column] as number };
    });
    const start = base[output] as number;
    return { ...prediction, explanation: { base: start, contributions: parts, output: parts.reduce((sum, { contribution }) => sum + contribution, start) } };
  });
}
