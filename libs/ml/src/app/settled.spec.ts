import { AppError } from '#kernel';
import { settled } from './prepare-training.js';

const model = { modelType: 'regression', algorithm: 'random_forest', hyperparameters: { trees: 20 } } as const;

function refusalOf(ask: () => unknown): unknown {
  try {
    return ask();
  } catch (error) {
    if (error instanceof AppError) return [error.code, error.kind, error.errors?.map(({ path }) => path)];
    throw error;
  }
}

describe('a request for a neural network', () => {
  it('is settled with every default', () => {
    expect(settled(model, 'neural_network', { layers: [8] })).toEqual({
      algorithm: 'neural_network',
      hyperparameters: { layers: [8], dropout: 0.1, epochs: 60, batchSize: 64, learningRate: 0.003, patience: 8, classWeights: 'none' },
    });
  });

  it.each<readonly [string, object, readonly string[]]>([
    ['an unknown name', { layer: [8] }, ['layer']], ['values out of range', { layers: 'many', dropout: 2, epochs: 0 }, ['layers', 'dropout', 'epochs']],
  ])('with %s is refused', (_name, given, names) => {
    expect(refusalOf(() => settled(model, 'neural_network', { ...given }))).toEqual(['input_invalid', 'invalid', names.map((name) => `hyperparameters.${name}`)]);
  });

  it('is refused for a model of anomalies', () => {
    expect(refusalOf(() => settled({ ...model, modelType: 'anomaly' }, 'neural_network', {}))).toEqual(['input_invalid', 'invalid', ['algorithm']]);
  });
});
