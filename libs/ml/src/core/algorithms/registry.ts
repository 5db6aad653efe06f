import type { Algorithm, ModelType } from './algorithm.js';

/** Ways to learn, found by name or by what they can be searched for. */
export interface AlgorithmRegistry {
  readonly named: (name: string) => Algorithm | undefined;
  /** Those that learn models of this type and say where to look for their hyperparameters, in a fixed order. */
  readonly searchable: (modelType: ModelType) => readonly Algorithm[];
}

const NAME = /^[a-z][a-z0-9_]{0,63}$/;
/** Asks for a search among the algorithms; see `AUTO`. */
const RESERVED = 'auto';

/** @throws Error where a name is taken, reserved or not written in lower case, digits and _ */
export function registryOf(algorithms: readonly Algorithm[]): AlgorithmRegistry {
  const byName = new Map<string, Algorithm>();
  for (const algorithm of algorithms) {
    const { name } = algorithm;
    if (!NAME.test(name) || name === RESERVED) throw new Error(`no algorithm can be named ${JSON.stringify(name)}`);
    if (byName.has(name)) throw new Error(`two algorithms are named ${name}`);
    byName.set(name, algorithm);
  }
  return {
    named: (name) => byName.get(name),
    searchable: (modelType) => algorithms.filter(({ modelTypes, searched }) => searched !== undefined && modelTypes.includes(modelType)),
  };
}
