import { AppError, type Clock } from '#kernel';
import { readFloor, type Hyperparameters, type ModelType } from '../core/index.js';
import type { Model, ModelRegistry } from './model-registry.js';
import { settled } from './prepare-training.js';

const NAME = /^[a-z][a-z0-9_-]{0,63}$/;

export interface Registration {
  readonly name: string;
  readonly modelType: ModelType;
  readonly algorithm: string;
  readonly hyperparameters: Hyperparameters;
  readonly trainingConfig: Readonly<Record<string, unknown>>;
}

export class RegisterModel {
  constructor(
    private readonly registry: ModelRegistry,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError `input_invalid`, `model_exists` */
  async execute({ name, modelType, algorithm, hyperparameters, trainingConfig }: Registration, by: string): Promise<Model> {
    if (!NAME.test(name)) throw new AppError('input_invalid', 'invalid', 'the name is not valid', { errors: [{ path: 'name', message: `must match ${NAME.source}` }] });
    settled({ modelType, algorithm, hyperparameters: {} }, algorithm, hyperparameters);
    checkFloor(trainingConfig, modelType);
    const model: Model = { name, modelType, algorithm, hyperparameters, trainingConfig, builtIn: false, createdMs: this.clock.now(), createdBy: by };
    if (await this.registry.register(model)) return model;
    throw new AppError('model_exists', 'conflict', `a model named ${name} exists already`);
  }
}

/** Read again by whoever watches the model; what else the configuration holds is read where it is used. */
function checkFloor({ floor }: Registration['trainingConfig'], modelType: ModelType): void {
  if (floor === undefined) return;
  const read = readFloor(floor, modelType, 'trainingConfig.floor');
  if ('errors' in read) throw new AppError('input_invalid', 'invalid', 'the floor is not valid', { errors: read.errors });
}
