import { AppError } from '#kernel';
import type { Model, ModelRegistry, ModelVersion } from './model-registry.js';

/** @throws AppError `model_unknown` */
export async function knownModel(registry: Pick<ModelRegistry, 'find'>, name: string): Promise<Model> {
  const model = await registry.find(name);
  if (model === undefined) throw new AppError('model_unknown', 'not-found', 'no model has this name');
  return model;
}

/** One query where there is such a version; why there is none is asked only then. @throws AppError `model_unknown`, `model_not_trained`, `version_unknown` */
export async function knownVersion(registry: Pick<ModelRegistry, 'find' | 'version'>, name: string, versionOrAlias: number | string): Promise<ModelVersion> {
  const version = await registry.version(name, versionOrAlias);
  if (version !== undefined) return version;
  await knownModel(registry, name);
  if (versionOrAlias === 'champion') throw new AppError('model_not_trained', 'conflict', `${name} has not been trained yet`);
  throw new AppError('version_unknown', 'not-found', `${name} has no such version`);
}
