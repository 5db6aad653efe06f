import { AppError, type Clock, type FieldError } from '#kernel';
import { BEHAVIOR_TARGETS, FEATURE_SET_NAMES, featureSetNamed, readFloor, USER_AT_CALL, type Hyperparameters, type ModelType } from '../core/index.js';
import type { Model, ModelRegistry } from './model-registry.js';
import { rateFault, settled } from './prepare-training.js';

const NAME = /^[a-z][a-z0-9_-]{0,63}$/;

export interface Registration {
  readonly name: string;
  readonly modelType: ModelType;
  readonly algorithm: string;
  readonly hyperparameters: Hyperparameters;
  readonly trainingConfig: Readonly<Record<string, unknown>>;
}

/** What is wrong with the name of a model. */
export function nameFault(name: string): readonly FieldError[] {
  return NAME.test(name) ? [] : [{ path: 'name', message: `must match ${NAME.source}` }];
}

export class RegisterModel {
  constructor(
    private readonly registry: ModelRegistry,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError `input_invalid`, `model_exists` */
  async execute({ name, modelType, algorithm, hyperparameters, trainingConfig }: Registration, by: string): Promise<Model> {
    const errors = nameFault(name);
    if (errors.length > 0) throw new AppError('input_invalid', 'invalid', 'the name is not valid', { errors });
    settled({ modelType, algorithm, hyperparameters: {} }, algorithm, hyperparameters);
    checkConfig(trainingConfig, modelType);
    const model: Model = { name, modelType, algorithm, hyperparameters, trainingConfig, builtIn: false, createdMs: this.clock.now(), createdBy: by };
    if (await this.registry.register(model)) return model;
    throw new AppError('model_exists', 'conflict', `a model named ${name} exists already`);
  }
}

/** What is read of it later must be right now: nobody could mend it. The rest is the registrant's own. */
function checkConfig({ floor, featureSet, target, maxFalsePositiveRate }: Registration['trainingConfig'], modelType: ModelType): void {
  const read = floor === undefined ? undefined : readFloor(floor, modelType, 'trainingConfig.floor');
  const errors: FieldError[] = read !== undefined && 'errors' in read ? [...read.errors] : [];
  if (featureSet !== undefined && (typeof featureSet !== 'string' || featureSetNamed(featureSet) === undefined)) {
    errors.push({ path: 'trainingConfig.featureSet', message: `must be one of ${FEATURE_SET_NAMES.join(', ')}` });
  }
  if (featureSet === USER_AT_CALL.name && target !== undefined && !BEHAVIOR_TARGETS.some((known) => known === target)) {
    errors.push({ path: 'trainingConfig.target', message: `must be one of ${BEHAVIOR_TARGETS.join(', ')}` });
  }
  const fault = maxFalsePositiveRate === undefined ? undefined : rateFault(maxFalsePositiveRate, modelType);
  if (fault !== undefined) errors.push({ path: 'trainingConfig.maxFalsePositiveRate', message: fault });
  if (errors.length > 0) throw new AppError('input_invalid', 'invalid', 'the training configuration is not valid', { errors });
}
