import { BestFirst } from './best-first.js';
import { circumstances } from './circumstances.js';
import type { Likeness, LikenessEvidence } from './likeness.js';
import type { LineUp } from './line-up.js';
import { pairKey, pairOf } from './pair-key.js';
import type { Relation } from './suspect.js';
import type { Tie } from './ties.js';
import { atWorst } from './trait.js';

/** Ties that are facts of two lines; likeness is compared anew for the whole of what has been merged. */
const FACTS = ['shared_users', 'range', 'alternating_hours'] as const satisfies readonly Relation[];
/** Beyond that a fact is certain, and e to it still a number. */
const MOST_NATS = 300;

/** Log-odds, one wrong in 55, at which two lines found a group; with less a line may only join one. */
const CERTAIN_ENOUGH = 4;

/** In nats. What says less beside the times is no second kind of tie: a recording that a fifth of all lines play says more. */
const WORTH_TELLING = 0.5;
/** Log-odds, one wrong in four, from which a number by itself joins a group for its times alone. */
const CERTAIN_BY_TIMES = 1;

/** In nats: with such a tie to another a line works a list of users, and so do others of its campaign. */
const WORKS_A_LIST = 10;

interface Merged {
  readonly lines: number[];
  /** How many of them work a list. */
  listed: number;
  likeness: Likeness;
  /** By each tied neighbour, the sum over pairs of lines of their facts' likelihood ratio less one. */
  readonly near: Map<number, number>;
  /** One number, not a crowd. */
  isAlone: boolean;
  /** How often it has grown: an offer made before is out of date. */
  age: number;
}

interface Offer {
  readonly score: number;
  readonly key: number;
  readonly ages: number;
}

const sumOf = ({ timing, sameLength }: LikenessEvidence): number => timing + sameLength;

function excessOf({ evidence }: Tie): number {
  const nats = FACTS.reduce((sum, relation) => sum + (evidence[relation] ?? 0), 0);
  return Math.expm1(Math.min(MOST_NATS, nats));
}

/** Evidence against two that each work a list, but not the same. */
function otherLists(one: Merged, other: Merged, facts: number): number {
  const workLists = one.listed * 2 > one.lines.length && other.listed * 2 > other.lines.length;
  return workLists && facts < WORKS_A_LIST ? atWorst(-Infinity, Math.min(one.lines.length, other.lines.length)) : 0;
}

const saysAnything = ({ likeness: { said } }: Merged): boolean => said.script.total + said.callback.total > 0;

/**
 * Log-odds that a merger needs. Many begin and end within the same days and have nothing else in common: for their times alone two lines never found a group, nor are two
 * merged of which either says something and neither what the other says.
 * @param beside evidence of other kinds than timing, in nats
 */
function leastOdds(one: Merged, other: Merged, beside: number): number {
  const isNew = one.lines.length === 1 && other.lines.length === 1;
  if (beside >= WORTH_TELLING) return isNew ? CERTAIN_ENOUGH : 0;
  if (isNew || (saysAnything(one) && saysAnything(other))) return Infinity;
  return one.isAlone || other.isAlone ? CERTAIN_BY_TIMES : 0;
}

class Merging {
  private readonly merged = new Map<number, Merged>();
  private readonly offers = new BestFirst<Offer>();
  private readonly listed = new Set<number>();

  constructor(
    private readonly lineUp: LineUp,
    ties: readonly Tie[],
    parts: readonly (readonly number[])[],
  ) {
    for (const { left, right, evidence } of ties) if ((evidence.shared_users ?? 0) >= WORKS_A_LIST) this.listed.add(left).add(right);
    const partOf = new Map<number, number>();
    for (const part of parts) {
      const [first] = part as [number];
      for (const line of part) partOf.set(line, first);
      this.merged.set(first, {
        lines: [...part], listed: part.filter((line) => this.listed.has(line)).length, likeness: this.likenessOf(part), near: new Map(), age: 0,
        isAlone: part.length === 1 && this.lineUp.lines[first]?.members.length === 1,
      });
    }
    for (const tie of ties) this.addTie(partOf.get(tie.left) as number, partOf.get(tie.right) as number, excessOf(tie));
    for (const [part, { near }] of this.merged) for (const neighbour of near.keys()) if (part < neighbour) this.offer(part, neighbour);
  }

  /** Merges the best offer again and again, until none is left. */
  run(): number[][] {
    const size = this.lineUp.lines.length;
    for (let offer = this.offers.pop(); offer !== undefined; offer = this.offers.pop()) {
      const [left, right] = pairOf(offer.key, size);
      const [one, other] = [this.merged.get(left), this.merged.get(right)];
      if (one !== undefined && other !== undefined && one.age + other.age === offer.ages) this.merge(left, right);
    }
    return [...this.merged.values()].map(({ lines }) => lines);
  }

  private likenessOf(lines: readonly number[]): Likeness {
    const { likenesses } = this.lineUp;
    return lines.map((line) => likenesses.of[line] as Likeness).reduce((one, other) => likenesses.join(one, other));
  }

  private addTie(left: number, right: number, excess: number): void {
    if (left === right) return;
    const sum = (this.at(left).near.get(right) ?? 0) + excess;
    this.at(left).near.set(right, sum);
    this.at(right).near.set(left, sum);
  }

  private at(part: number): Merged {
    return this.merged.get(part) as Merged;
  }

  private offer(left: number, right: number): void {
    const [one, other] = [this.at(left), this.at(right)];
    // The mean over all pairs: that one of many pairs shares a block is hardly a coincidence.
    const facts = Math.log1p((one.near.get(right) ?? 0) / (one.lines.length * other.lines.length));
    const { likenesses, prior } = this.lineUp;
    const said = likenesses.identity(one.likeness, other.likeness);
    const identity = said.script + said.callback;
    const certain = prior + facts + identity + (identity > 0 ? 0 : otherLists(one, other, facts));
    const agreement = likenesses.agreement(one.likeness, other.likeness);
    if (certain + circumstances(sumOf(agreement), identity) <= 0) return;
    const against = likenesses.contradiction(one.likeness, other.likeness);
    const score = certain + circumstances(sumOf(agreement) + sumOf(against), identity);
    const beside = facts + Math.max(0, identity) + Math.max(0, agreement.sameLength + against.sameLength);
    if (score > leastOdds(one, other, beside)) this.offers.push({ score, key: pairKey(left, right, this.lineUp.lines.length), ages: one.age + other.age });
  }

  private merge(left: number, right: number): void {
    const [one, other] = [this.at(left), this.at(right)];
    one.lines.push(...other.lines);
    one.listed += other.listed;
    one.likeness = this.lineUp.likenesses.join(one.likeness, other.likeness);
    one.age++;
    one.isAlone = false;
    this.merged.delete(right);
    one.near.delete(right);
    for (const [neighbour, excess] of other.near) {
      this.at(neighbour).near.delete(right);
      if (neighbour !== left) one.near.set(neighbour, (one.near.get(neighbour) ?? 0) + excess);
    }
    for (const [neighbour, excess] of one.near) {
      this.at(neighbour).near.set(left, excess);
      this.offer(left, neighbour);
    }
  }
}

/**
 * Lines merged as long as evidence speaks for it, the surest first. What is merged is compared as a whole: ten numbers that
 * hint at one recording agree on its length, and two that were alike by chance are found out by their company. Cost: as many
 * comparisons as ties, and for every merger as many as it has neighbours.
 * Source of the idea: K. Heller, Z. Ghahramani, Bayesian hierarchical clustering, 2005.
 * @param parts lines that are merged already, or each by itself; every line that is tied is in one @returns the groups, as places of lines
 */
export function mergeLines(lineUp: LineUp, ties: readonly Tie[], parts: readonly (readonly number[])[]): number[][] {
  return new Merging(lineUp, ties, parts).run();
}
