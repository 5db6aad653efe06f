import { createHash } from 'node:crypto';
import { LIBRARY, type Passport } from '#ml';
import { algorithmNamed, CALLER_AT_CALL, encodeDataset, trainModel, type Hyperparameters, type ModelProfile, type ModelType, type TrainingData } from '#ml/core';
import type { SimulationOptions } from '#simulation';
import { simulatedVectors, type SimulatedVectors } from './simulated-calls.js';

const SEED = 1;
/** Held-out rows scored at a time. */
const BATCH_ROWS = 10_000;
/** Neighbouring calls of a number look alike: a part of them teaches as much. */
const SHARE_OF_CALLS = 0.3;

const FEATURE_SET = { name: CALLER_AT_CALL.name, version: CALLER_AT_CALL.version };

/** A model that ships, and what is written beside it. */
export interface BuiltModel {
  readonly name: string;
  readonly artifact: Uint8Array;
  /** Without what tells of the moment of training. */
  readonly passport: Omit<Passport, 'trainedMs' | 'fitSeconds'>;
  readonly profile: ModelProfile;
  readonly fitSeconds: number;
}

interface Recipe {
  readonly name: string;
  readonly modelType: ModelType;
  readonly algorithm: string;
  readonly hyperparameters: Hyperparameters;
}

/** Small enough to answer in ten microseconds, while the phone rings. */
const SPAM_CLASSIFIER: Recipe = {
  name: 'spam_classifier', modelType: 'classification', algorithm: 'random_forest', hyperparameters: { trees: 60, maxDepth: 10, minLeaf: 20 },
};
const ANOMALY_DETECTOR: Recipe = { name: 'anomaly_detector', modelType: 'anomaly', algorithm: 'isolation_forest', hyperparameters: {} };

export interface ShippingRuns {
  readonly learnt: readonly SimulationOptions[];
  readonly judged: readonly SimulationOptions[];
}

const rowsBetween = (from: number, to: number): Uint32Array => Uint32Array.from({ length: to - from }, (_, index) => from + index);

/** Whole runs are held out: a number's calls lie on one side, and so does what the traffic was guessed to be. */
function heldOutRuns({ bounds }: SimulatedVectors, { learnt, judged }: ShippingRuns) {
  const [cut, end] = [bounds[learnt.length] as number, bounds.at(-1) as number];
  const seeds = judged.map(({ seed }) => seed).join(', ');
  return {
    folds: [{ train: rowsBetween(0, cut), test: rowsBetween(cut, end) }],
    description: `${end - cut} calls of simulated runs held out whole (seeds ${seeds}), on traffic assumed otherwise than that learnt from; figures of a simulation, not of the world`,
  };
}

function built(recipe: Recipe, data: TrainingData, holdOut?: ReturnType<typeof heldOutRuns>): BuiltModel {
  const { name, modelType } = recipe;
  const algorithm = algorithmNamed(recipe.algorithm);
  const checked = algorithm?.check(recipe.hyperparameters);
  if (algorithm === undefined || checked === undefined || 'errors' in checked) throw new Error(`the recipe of ${name} is not valid`);
  const plan = { modelType, algorithm, hyperparameters: checked.values, seed: SEED, batchRows: BATCH_ROWS, progress: () => undefined };
  const begunMs = performance.now();
  const { artifact, profile, ...found } = trainModel(data, holdOut === undefined ? plan : { ...plan, holdOut });
  const fingerprint = createHash('sha256').update(encodeDataset(data)).digest('hex');
  return {
    name, artifact, profile, fitSeconds: Math.round(performance.now() - begunMs) / 1000,
    passport: { modelType, seed: SEED, ...found, featureSet: FEATURE_SET, data: { source: 'synthetic', rows: data.features.rows, fingerprint, from: null, to: null }, library: LIBRARY },
  };
}

/** Simulates, learns and judges. The same runs give the same bytes; about half a minute for those that ship. */
export function buildShippedModels(runs: ShippingRuns): readonly BuiltModel[] {
  const vectors = simulatedVectors([...runs.learnt, ...runs.judged], { share: SHARE_OF_CALLS, seed: SEED });
  const { labels: _, classes: __, ...unlabelled } = vectors.data;
  return [
    built(SPAM_CLASSIFIER, vectors.data, heldOutRuns(vectors, runs)),
    built(ANOMALY_DETECTOR, { ...unlabelled, labels: undefined, classes: [] }),
  ];
}
