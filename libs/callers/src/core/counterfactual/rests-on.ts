import type { Part } from '../score.js';
import { withFacts, type Premises } from './kind.js';

/** Kinds of evidence that a verdict against a number may rest on; what the user knows and what the numbering plan says never make one. */
export const REMOVABLE = ['crowd', 'behaviour', 'model', 'ranges', 'campaign'] as const satisfies readonly Part[];
export type Removable = (typeof REMOVABLE)[number];

const WITHOUT: Readonly<Record<Removable, (premises: Premises) => Premises>> = {
  crowd: (premises) => withFacts(premises, { reports: [] }),
  behaviour: (premises) => withFacts(premises, { caller: undefined, users: 0, beside: undefined, own: undefined, isNeighbour: false }),
  model: (premises) => ({ ...premises, asksModel: false }),
  ranges: (premises) => withFacts(premises, { blocks: [] }),
  campaign: (premises) => withFacts(premises, { campaign: undefined }),
};

/** As if evidence of these kinds had never been: without calls there is nothing that a model could judge, either. */
export function without(premises: Premises, parts: readonly Removable[]): Premises {
  return parts.reduce((left, part) => WITHOUT[part](left), premises);
}

const subsets: readonly (readonly Removable[])[] = Array.from({ length: 2 ** REMOVABLE.length - 1 }, (_, at) => REMOVABLE.filter((_part, bit) => ((at + 1) >> bit) % 2 === 1))
  .sort((left, right) => left.length - right.length);

/**
 * The fewest kinds of evidence without which the outcome would be another one; empty where it would stand without all of them. A number of
 * which nothing of them is known is never spam nor suspicious, so those verdicts always rest on some. Asks `outcome` 32 times at most.
 */
export function restsOn<T>(premises: Premises, outcome: (premises: Premises) => T): readonly Removable[] {
  const now = outcome(premises);
  return subsets.find((parts) => outcome(without(premises, parts)) !== now) ?? [];
}
