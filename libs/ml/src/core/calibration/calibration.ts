import type { Interval } from '#kernel';
import type { Scored } from '../evaluation/scored.js';
import { calibrate, fitCalibrationCurve, type CalibrationCurve } from './calibration-curve.js';
import { fitVennAbers, vennAbersInterval, type Steps, type VennAbers } from './venn-abers.js';

/** What turns a raw score into a probability and says how sure that is. Plain JSON: saved with `JSON.stringify`, read with `readCalibration`. */
export interface Calibration {
  readonly curve: CalibrationCurve;
  readonly vennAbers: VennAbers;
}

export interface CalibratedProbability {
  readonly probability: number;
  readonly interval: Interval;
}

/** From held-out scores, never from those a model was trained on. Undefined where positives or negatives are missing. @throws Error as `scoreGroups` */
export function fitCalibration(scored: Scored): Calibration | undefined {
  const curve = fitCalibrationCurve(scored);
  return curve && { curve, vennAbers: fitVennAbers(scored) };
}

/** The interval is Venn-Abers', widened where need be (by a thousandth at most, without weights) to hold the probability. O(log n). */
export function calibrated({ curve, vennAbers }: Calibration, score: number): CalibratedProbability {
  const probability = calibrate(curve, score);
  const { lower, upper } = vennAbersInterval(vennAbers, score);
  return { probability, interval: { lower: Math.min(lower, probability), upper: Math.max(upper, probability) } };
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown, name: string): Fields {
  if (typeof value !== 'object' || value === null) throw new Error(`calibration: ${name} is not an object`);
  return value as Fields;
}

function numbersOf(value: unknown, name: string): readonly number[] {
  if (!Array.isArray(value) || !value.every(Number.isFinite)) throw new Error(`calibration: ${name} is not a list of numbers`);
  return value as number[];
}

function readSteps(scores: unknown, values: unknown, name: string): Steps {
  const steps = { scores: numbersOf(scores, `scores of ${name}`), values: numbersOf(values, `values of ${name}`) };
  const rises = steps.scores.every((score, index) => index === 0 || score > (steps.scores[index - 1] as number));
  if (!rises || steps.scores.length !== steps.values.length) throw new Error(`calibration: ${name} does not rise score by score`);
  if (steps.values.some((share) => share < 0 || share > 1)) throw new Error(`calibration: a probability of ${name} is outside 0…1`);
  return steps;
}

/** What `fitCalibration` made, back from JSON. @throws Error naming what is wrong with anything else */
export function readCalibration(value: unknown): Calibration {
  const { curve, vennAbers } = fieldsOf(value, 'the whole');
  const { scores, probabilities } = fieldsOf(curve, 'curve');
  const line = readSteps(scores, probabilities, 'curve');
  if (line.scores.length === 0) throw new Error('calibration: curve is empty');
  const [negative, positive] = (['asNegative', 'asPositive'] as const).map((side) => {
    const steps = fieldsOf(fieldsOf(vennAbers, 'vennAbers')[side], side);
    return readSteps(steps.scores, steps.values, side);
  }) as [Steps, Steps];
  return { curve: { scores: line.scores, probabilities: line.values }, vennAbers: { asNegative: negative, asPositive: positive } };
}
