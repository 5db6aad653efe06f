import { ByteReader, ByteWriter } from '../data/bytes.js';
import type { Matrix } from '../data/matrix.js';
import { curvatureSolver } from '../linear/curvature.js';
import { logisticLoss } from '../linear/logistic-loss.js';
import { logitsOf, probabilitiesOf } from '../linear/logits.js';
import { minimise } from '../linear/minimise.js';
import { readLinearModel, writeLinearModel, type LinearModel } from '../linear/model-bytes.js';
import { learnStandardisation, standardise } from '../linear/standardisation.js';
import type { Algorithm, Explanations, FitOptions, Fitted, Hyperparameters, TrainingSet } from './algorithm.js';
import { CLASS_WEIGHTS, weightsOfClasses } from './class-weights.js';
import type { HyperparameterRanges } from './hyperparameter-range.js';
import { boolean, checkedHyperparameters, checkHyperparameters, field, integer, number } from './hyperparameters.js';

const FIELDS = {
  /** Penalty on the squared weights of standardised inputs: 1 ÷ C of scikit-learn. */
  l2: field(number(0, 1e9), 1),
  /** Most steps of the solver; it mostly needs far fewer. */
  iterations: field(integer(1, 100_000), 500),
  classWeights: field(CLASS_WEIGHTS, 'none'),
  /** Whether a column that is missing in some rows also says so by an input of its own, or only counts as its mean there. */
  missingIndicators: field(boolean(), true),
};

const RANGES: HyperparameterRanges = {
  l2: { kind: 'real', lowest: 0.001, highest: 1000, scale: 'logarithmic' },
  missingIndicators: { kind: 'choice', options: [true, false] },
};

/** Largest part of the gradient at which the weights are taken as found: they are then within this ÷ l2 of the best. */
const TOLERANCE = 1e-6;

/** Raw scores are log-odds of class 1, or a logit for each of more classes. */
export class FittedLogisticRegression implements Fitted {
  readonly outputs: number;
  readonly columns: number;

  constructor(readonly model: LinearModel) {
    this.columns = model.standardisation.columns;
    this.outputs = model.weights.length / (model.standardisation.mean.length + 1);
  }

  /**
   * Linear SHAP with independent inputs and the training mean as background (Lundberg, Lee, NIPS 2017): the base is the
   * intercept, which is the score of the mean row, and a column adds weight × standardised value, its indicator's included.
   */
  readonly explain = (features: Matrix): Explanations => {
    const { standardisation: { indicators }, weights } = this.model;
    const { columns, outputs } = this;
    const inputs = this.inputsOf(features);
    const stride = inputs.columns + 1;
    const contributions = new Float64Array(features.rows * outputs * columns);
    for (let score = 0; score < features.rows * outputs; score++) {
      const [row, output] = [Math.floor(score / outputs), score % outputs];
      for (let input = 0; input < inputs.columns; input++) {
        const at = score * columns + (input < columns ? input : (indicators[input - columns] as number));
        const share = (weights[output * stride + input] as number) * (inputs.values[row * inputs.columns + input] as number);
        contributions[at] = (contributions[at] as number) + share;
      }
    }
    return { base: Float64Array.from({ length: outputs }, (_, output) => weights[output * stride + stride - 1] as number), contributions };
  };

  rawScores(features: Matrix): Float64Array {
    return logitsOf(this.inputsOf(features), this.model.weights);
  }

  outcomes(rawScores: Float64Array): Float64Array {
    return probabilitiesOf(rawScores, this.outputs);
  }

  private inputsOf(features: Matrix): Matrix {
    if (features.columns !== this.columns) throw new Error(`${features.columns} columns, the model was fitted on ${this.columns}`);
    return standardise(features, this.model.standardisation);
  }
}

function fit({ features, labels, classes }: TrainingSet, { hyperparameters, progress }: FitOptions): FittedLogisticRegression {
  if (labels === undefined || classes < 2) throw new Error('logistic regression needs labels of two classes or more');
  if (features.rows < 1 || features.columns < 1) throw new Error('there is nothing to learn from');
  const { l2, iterations, classWeights, missingIndicators } = checkedHyperparameters(FIELDS, hyperparameters);
  const standardisation = learnStandardisation(features, missingIndicators);
  const examples = { inputs: standardise(features, standardisation), labels, classWeights: weightsOfClasses(classWeights, labels, classes) };
  const start = new Float64Array((classes > 2 ? classes : 1) * (examples.inputs.columns + 1));
  const onIteration = (iteration: number): void => progress(iteration / iterations);
  const precondition = curvatureSolver(examples, l2);
  const weights = minimise(logisticLoss(examples, l2), start, { iterations, tolerance: TOLERANCE, precondition, onIteration });
  progress(1);
  return new FittedLogisticRegression({ standardisation, weights });
}

function encode(fitted: Fitted): Uint8Array {
  if (!(fitted instanceof FittedLogisticRegression)) throw new Error('this is no logistic regression');
  const writer = new ByteWriter();
  writeLinearModel(writer, fitted.model);
  return writer.bytes();
}

function decode(bytes: Uint8Array): FittedLogisticRegression {
  const reader = new ByteReader(bytes);
  const model = readLinearModel(reader);
  reader.end();
  return new FittedLogisticRegression(model);
}

/** Logistic (two classes) or softmax regression with an L2 penalty, on standardised features. It draws nothing from its seed. */
export const logisticRegression: Algorithm = {
  name: 'logistic_regression',
  modelTypes: ['classification'],
  searched: RANGES,
  check: (given: Hyperparameters) => checkHyperparameters(FIELDS, given),
  fit,
  encode,
  decode,
};
