import { seededRandom } from '#kernel';
import { algorithmNamed } from '../core/index.js';
import { readTrainingData, type TrainingData } from '../core/data/training-data.js';
import { trainModel, type Trained } from '../core/training/train.js';
import type { ModelVersion } from './model-registry.js';
import { serve } from './serve.js';

/** Two classes that overlap. */
function trained(maxFalsePositiveRate?: number): Trained {
  const random = seededRandom(3);
  const features = Array.from({ length: 800 }, () => [random.next()]);
  const labels = features.map(([only]) => ((only as number) > random.next() ? 'spam' : 'fine'));
  const algorithm = algorithmNamed('logistic_regression')!;
  const { values: hyperparameters } = algorithm.check({}) as { values: Record<string, unknown> };
  const data = readTrainingData({ features, labels, featureNames: ['only'] }, 'classification') as TrainingData;
  return trainModel(data, { modelType: 'classification', algorithm, hyperparameters, seed: 1, batchRows: 100, progress: () => undefined, maxFalsePositiveRate });
}

function served({ artifact, ...found }: Trained): ReturnType<typeof serve> {
  const passport = { modelType: 'classification', ...found } as unknown as ModelVersion['passport'];
  return serve({ name: 'spam', version: 1, artifactId: 'a', passport, createdMs: 0 }, artifact);
}

interface Said { readonly label: string; readonly probability: number; readonly probabilities: { readonly spam: number } }

const rows = { rows: 101, columns: 1, values: Float64Array.from({ length: 101 }, (_, row) => row / 100) };

const say = (version: Trained): Said[] => served(version).predict(rows) as unknown as Said[];

describe('a version of two classes', () => {
  it('says the likelier one', () => {
    for (const { probability } of say(trained())) expect(probability).toBeGreaterThanOrEqual(0.5);
  });

  it('says the second only from the threshold of the rate that was promised', () => {
    const version = trained(0.02);
    const { threshold } = version.decision!;
    expect(threshold).toBeGreaterThan(0.5);
    for (const { label, probabilities } of say(version)) expect(label).toBe(probabilities.spam >= threshold! ? 'spam' : 'fine');
    expect(new Set(say(version).map(({ label }) => label)).size).toBe(2);
  });

  it('never says it where nothing could be promised', () => {
    const version = trained(0.0001);
    expect(version.decision?.threshold).toBeNull();
    expect(new Set(say(version).map(({ label }) => label))).toEqual(new Set(['fine']));
  });
});
