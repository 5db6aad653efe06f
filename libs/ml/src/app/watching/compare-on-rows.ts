import { ratio } from '#kernel';
import { figureOf, isWorse } from '../../core/index.js';
import type { ServedModel } from '../served-model.js';
import type { OutcomeLoss } from './outcome-loss-of.js';

/** A version and what it says of the rows. */
export interface Side {
  readonly lossOf: OutcomeLoss;
  readonly outcomes: readonly ArrayLike<number>[];
}

/** A figure of both versions on the same rows. */
export interface Comparison {
  readonly figure: string;
  readonly served: number;
  readonly earlier: number;
  readonly rows: number;
  readonly earlierIsWorse: boolean;
}

export interface SameRows {
  readonly model: Pick<ServedModel, 'modelType' | 'classes'>;
  readonly labels: readonly number[];
  readonly served: Side;
  readonly earlier: Side;
}

const LOSS = 'loss';

/** Rows whose label means something to both. */
function usableOf({ model, labels, served, earlier }: SameRows): SameRows {
  const tells = ({ lossOf, outcomes }: Side, row: number): boolean => lossOf(outcomes[row] as ArrayLike<number>, labels[row] as number) !== undefined;
  const usable = [...labels.keys()].filter((row) => tells(served, row) && tells(earlier, row));
  const only = ({ lossOf, outcomes }: Side): Side => ({ lossOf, outcomes: usable.map((row) => outcomes[row] as ArrayLike<number>) });
  return { model, labels: usable.map((row) => labels[row] as number), served: only(served), earlier: only(earlier) };
}

function meanLoss({ lossOf, outcomes }: Side, labels: readonly number[]): number | undefined {
  return ratio(outcomes.reduce((sum, outcome, row) => sum + (lossOf(outcome, labels[row] as number) as number), 0), outcomes.length);
}

/** Two versions by the figure that is named, or by their mean loss where the rows cannot tell that one. Undefined where no row can tell. */
export function compareOnRows(subject: string, same: SameRows): Comparison | undefined {
  const { model, labels, served, earlier } = usableOf(same);
  const figure = (name: string, side: Side): number | undefined =>
    name === LOSS ? meanLoss(side, labels) : figureOf(name, { modelType: model.modelType, classes: model.classes.length, outcomes: side.outcomes, labels });
  for (const name of labels.length > 0 ? [subject, LOSS] : []) {
    const [left, right] = [figure(name, served), figure(name, earlier)];
    if (left === undefined || right === undefined) continue;
    return { figure: name, served: left, earlier: right, rows: labels.length, earlierIsWorse: isWorse(name, right, left) };
  }
  return undefined;
}
