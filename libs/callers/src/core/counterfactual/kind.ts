import type { Facts } from '../evidence.js';

/** What a verdict is made of, as far as it may be thought otherwise. */
export interface Premises {
  readonly facts: Facts;
  /** Whether a model is asked. */
  readonly asksModel: boolean;
  /** Whether somebody in particular asks. */
  readonly hasUser: boolean;
  /** Whether what users say counts: not while a dispute suspends it. */
  readonly crowdCounts: boolean;
}

/** A figure before and after a change; null where there is none. */
export interface Shift {
  readonly from: number | null;
  readonly to: number | null;
  readonly text: string;
}

/** One way in which evidence may be thought otherwise, in whole steps. */
export interface Kind {
  readonly what: string;
  /** Kinds about the same thing: no two of them are thought together, lest one undo the other. */
  readonly about: string;
  /** How much one step takes to believe, against one report more: what is smallest is judged by it. */
  readonly effort: number;
  /** Steps there are at most; 0 where it does not apply. */
  readonly most: (premises: Premises) => number;
  readonly apply: (premises: Premises, steps: number) => Premises;
  readonly shift: (premises: Premises, steps: number) => Shift;
}

export const withFacts = (premises: Premises, change: Partial<Facts>): Premises => ({ ...premises, facts: { ...premises.facts, ...change } });
