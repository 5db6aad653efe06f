import { seededRandom, type Random } from '#kernel';
import type { Hyperparameters } from '../algorithms/algorithm.js';
import type { HyperparameterRange, HyperparameterRanges } from '../algorithms/hyperparameter-range.js';

export interface SearchSpace {
  /** Name of an algorithm. */
  readonly algorithm: string;
  readonly ranges: HyperparameterRanges;
}

/** An algorithm with hyperparameters to be tried. Plain JSON where the options are. */
export interface Candidate {
  readonly id: number;
  readonly algorithm: string;
  readonly hyperparameters: Hyperparameters;
  readonly seed: number;
}

function drawNumber({ lowest, highest, scale }: Exclude<HyperparameterRange, { kind: 'choice' }>, random: Random): number {
  if (scale !== 'logarithmic') return lowest + random.next() * (highest - lowest);
  return lowest * (highest / lowest) ** random.next();
}

function drawValue(range: HyperparameterRange, random: Random): unknown {
  switch (range.kind) {
    case 'choice': return range.options[random.below(range.options.length)];
    case 'real': return Math.min(range.highest, drawNumber(range, random));
    // Cells of equal width around whole numbers, so that both ends are as likely as the rest.
    case 'whole': return Math.min(range.highest, Math.floor(drawNumber({ ...range, highest: range.highest + 1 }, random)));
  }
}

/**
 * `count` candidates, one algorithm after the other in turn. The first of each algorithm has its defaults, so that no search
 * ends below them for want of luck. Candidate i depends on its place and the seed only: a longer list begins with the shorter
 * one. @throws Error where there is no space
 */
export function drawCandidates(spaces: readonly SearchSpace[], count: number, seed: number): Candidate[] {
  if (spaces.length === 0) throw new Error('nothing to search in');
  return Array.from({ length: count }, (_, id) => {
    const { algorithm, ranges } = spaces[id % spaces.length] as SearchSpace;
    const random = seededRandom(seed).fork(id);
    const names = id < spaces.length ? [] : Object.keys(ranges).sort();
    const drawn = names.map((name) => [name, drawValue(ranges[name] as HyperparameterRange, random)] as const);
    return { id, algorithm, hyperparameters: Object.fromEntries(drawn), seed: random.below(2 ** 31) };
  });
}
