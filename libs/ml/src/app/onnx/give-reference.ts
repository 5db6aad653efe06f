import { AppError, inputInvalid } from '#kernel';
import { profileModel, readInstances, watchedScores, type Matrix } from '../../core/index.js';
import { knownVersion } from '../known-models.js';
import type { ModelRegistry } from '../model-registry.js';
import type { ServedModel, ServedModels } from '../served-model.js';
import { cellsOf } from '../watching/rescore.js';

const [FEWEST_ROWS, MOST_ROWS] = [100, 10_000];

/** Rows such as a version was trained on, for one that was trained elsewhere. */
export interface Reference {
  readonly name: string;
  readonly version: number;
  readonly instances: unknown;
  readonly by: string;
}

/** Keeps what a version's features and scores look like where all is well: what drift is told by from then on. */
export class GiveReference {
  constructor(
    private readonly registry: ModelRegistry,
    private readonly models: ServedModels,
  ) {}

  /**
   * How many rows were taken. @throws AppError `model_unknown`, `version_unknown`, `input_invalid`, `reference_known` for a version that has its
   * reference, by its training or by this
   */
  async execute({ name, version, instances, by }: Reference): Promise<number> {
    await knownVersion(this.registry, name, version);
    const model = await this.models.get(name, version);
    if (!Array.isArray(instances) || instances.length < FEWEST_ROWS || instances.length > MOST_ROWS) throw inputInvalid('instances', `must be a list of ${FEWEST_ROWS} to ${MOST_ROWS} instances`);
    const read = readInstances(instances, model.featureNames);
    if ('errors' in read) throw new AppError('input_invalid', 'invalid', 'the instances do not fit the model', { errors: read.errors });
    const { features } = read;
    const profile = profileModel(features, await scoresOf(model, features));
    if (await this.registry.keepProfile({ name, version, profile, rows: features.rows, by })) return features.rows;
    throw new AppError('reference_known', 'conflict', `version ${version} of ${name} has its reference already, and keeps it`);
  }
}

async function scoresOf(model: ServedModel, features: Matrix): Promise<Float64Array> {
  const classes = model.classes.map(String);
  const cells = (await model.predict(features)).flatMap((prediction) => cellsOf(prediction, classes));
  return watchedScores(Float64Array.from(cells), Math.max(1, classes.length));
}
