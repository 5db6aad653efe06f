import { logGamma } from '#kernel';
import type { Trait } from './trait.js';

/** What a campaign says beside its usual word, in lines: of two of its numbers, one pair in a thousand reads different scripts throughout, or names different call-backs. */
const CONCENTRATION = 0.001;
/** Numbers there are to coincide with, at the least: what so few of them say is no accident. */
const NUMBERS_IN_USE = 1e7;

/** What one or more lines were heard to say: of each name, by how many lines; one that says several counts in part for each. */
export interface Heard {
  readonly weights: ReadonlyMap<string, number>;
  readonly total: number;
}

/** How many bear a name, and how many of how many others, who have nothing to do with any campaign, do so too. */
export interface Usual {
  readonly bearers: ReadonlyMap<string, number>;
  readonly bystanders: ReadonlyMap<string, number>;
  readonly bystandersHeard: number;
}

/** 0–1 for two names, 1 where they may well be one misheard. */
export type Doubt = (one: string, other: string) => number;

const NOTHING: Heard = { weights: new Map(), total: 0 };
const CERTAIN: Doubt = () => 0;

/**
 * What a line's members say, each with the same say. Who says several things tells by those that others say too: words that change from call to
 * call are somebody talking, not a script, and no evidence against anybody.
 */
export function heardFrom(members: readonly (readonly string[])[], bearers: ReadonlyMap<string, number>): Heard {
  const told = members.map((names) => (names.length > 1 ? names.filter((name) => (bearers.get(name) ?? 0) > 1) : names)).filter((names) => names.length > 0);
  if (told.length === 0) return NOTHING;
  const weights = new Map<string, number>();
  for (const names of told) for (const name of names) weights.set(name, (weights.get(name) ?? 0) + 1 / names.length / told.length);
  return { weights, total: 1 };
}

/** ln of Γ(start + one + other) Γ(start) / Γ(start + one) Γ(start + other): how much likelier both are together than apart. */
const together = (start: number, one: number, other: number): number => logGamma(start + one + other) + logGamma(start) - logGamma(start + one) - logGamma(start + other);

const mainOf = ({ weights }: Heard): string => [...weights].reduce((most, next) => (next[1] > most[1] || (next[1] === most[1] && next[0] < most[0]) ? next : most))[0];

/**
 * Who says the same. A campaign keeps to very few scripts and call-backs, drawn from all that numbers say, so two that share a rare one are told by its rarity, once, however many
 * they are; two that keep to different ones are parted, the surer the more lines there are on both sides, less sure where one may be the other misheard.
 * Source: the Dirichlet process, T. S. Ferguson, A Bayesian analysis of some nonparametric problems, 1973.
 */
export function namesTrait({ bearers, bystanders, bystandersHeard }: Usual, doubt: Doubt = CERTAIN): Trait<Heard> {
  const chanceOf = (name: string): number => Math.min(1, (bearers.get(name) ?? 1) / NUMBERS_IN_USE + (bystanders.get(name) ?? 0) / (bystandersHeard + 1));
  return {
    evidence: (one, other) => {
      if (one.total === 0 || other.total === 0) return 0;
      let nats = -together(CONCENTRATION, one.total, other.total);
      for (const [name, weight] of one.weights) {
        const others = other.weights.get(name);
        if (others !== undefined) nats += together(CONCENTRATION * chanceOf(name), weight, others);
      }
      return nats < 0 ? nats * (1 - doubt(mainOf(one), mainOf(other))) : nats;
    },
    join: (one, other) => {
      if (one.total === 0) return other;
      if (other.total === 0) return one;
      const weights = new Map(one.weights);
      for (const [name, weight] of other.weights) weights.set(name, (weights.get(name) ?? 0) + weight);
      return { weights, total: one.total + other.total };
    },
  };
}
