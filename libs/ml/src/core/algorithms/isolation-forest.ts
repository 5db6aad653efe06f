import { ByteReader, ByteWriter } from '../data/bytes.js';
import type { Matrix } from '../data/matrix.js';
import { attributeScores } from '../isolation/attribute-scores.js';
import { readForest, writeForest } from '../isolation/forest-bytes.js';
import { growTrees } from '../isolation/grow-trees.js';
import { packForest, type PackedForest, type PackedTrees } from '../isolation/packed-forest.js';
import { scoreRows } from '../isolation/score-rows.js';
import { scoreThreshold, thresholdRows } from '../isolation/score-threshold.js';
import type { Algorithm, Explanations, FitOptions, Fitted, Hyperparameters, TrainingSet } from './algorithm.js';
import { checkedHyperparameters, checkHyperparameters, field, integer, number } from './hyperparameters.js';

const FIELDS = {
  trees: field(integer(1, 10_000), 100),
  /** Rows each tree is grown on; never more than there are. */
  sampleSize: field(integer(2, 1_000_000), 256),
  /** Largest share of the training rows that `threshold` calls anomalous. */
  contamination: field(number(0, 0.5), 0.1),
};

/** Share of a fit's progress that is growing; the rest is the threshold. */
const GROWING = 0.9;

/** A fitted isolation forest. A raw score is served as it is. */
export class FittedIsolationForest implements Fitted {
  readonly outputs = 1;
  readonly columns: number;

  readonly explain = (features: Matrix): Explanations => attributeScores(this.forest, this.fitting(features));

  /** `threshold`: a row is anomalous where its score is ≥ this. */
  constructor(readonly forest: PackedForest, readonly threshold: number) {
    this.columns = forest.columns;
  }

  rawScores(features: Matrix): Float64Array {
    return scoreRows(this.forest, this.fitting(features));
  }

  outcomes(rawScores: Float64Array): Float64Array {
    return rawScores.slice();
  }

  private fitting(features: Matrix): Matrix {
    if (features.columns !== this.columns) throw new Error(`${features.columns} columns, the forest was fitted on ${this.columns}`);
    return features;
  }
}

function checkShape({ rows, columns }: Matrix): void {
  if (rows < 1 || columns < 1 || columns > 65_536) throw new Error(`no forest grows on ${rows} rows of ${columns} columns`);
}

/** The last step of a fit: all trees of the forest, grown at once or in parts, and the threshold of their training rows. */
export function finishIsolationForest(features: Matrix, trees: PackedTrees, options: FitOptions): FittedIsolationForest {
  const { sampleSize, contamination } = checkedHyperparameters(FIELDS, options.hyperparameters);
  const forest = packForest(trees, features.columns, Math.min(sampleSize, features.rows));
  const scores = scoreRows(forest, thresholdRows(features, options.seed));
  return new FittedIsolationForest(forest, scoreThreshold(scores, contamination));
}

function fit({ features }: TrainingSet, options: FitOptions): FittedIsolationForest {
  checkShape(features);
  const { trees, sampleSize } = checkedHyperparameters(FIELDS, options.hyperparameters);
  const { seed, progress } = options;
  const grown = growTrees(features, { sampleSize, seed }, { from: 0, to: trees }, (done) => progress(GROWING * done));
  const fitted = finishIsolationForest(features, grown, options);
  progress(1);
  return fitted;
}

function encode(fitted: Fitted): Uint8Array {
  if (!(fitted instanceof FittedIsolationForest)) throw new Error('this is no isolation forest');
  const writer = new ByteWriter().float64(fitted.threshold);
  writeForest(writer, fitted.forest);
  return writer.bytes();
}

function decode(bytes: Uint8Array): FittedIsolationForest {
  const reader = new ByteReader(bytes);
  const threshold = reader.finite('threshold');
  if (threshold < 0 || threshold > 1) throw new Error(`threshold is ${threshold}`);
  const forest = readForest(reader);
  reader.end();
  return new FittedIsolationForest(forest, threshold);
}

/** Isolation forest: Liu, Ting, Zhou, "Isolation Forest", ICDM 2008. Labels are not looked at. */
export const isolationForest: Algorithm = {
  name: 'isolation_forest',
  modelTypes: ['anomaly'],
  check: (given: Hyperparameters) => checkHyperparameters(FIELDS, given),
  fit,
  encode,
  decode,
};
