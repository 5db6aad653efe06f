import { logGamma } from '#kernel';
import type { Trait } from './trait.js';

/** Of a line's calls no more than this count: calls of one line are not quite independent. */
const MOST_CALLS = 64;
/** How closely campaigns keep to what is usual, in calls. */
const CONCENTRATION = 20;
const TABLE = 2_048;

/** How many calls fell into each class, and ln of how likely that is. */
export interface Mix {
  readonly counts: Int32Array;
  readonly logLikelihood: number;
}

/** ln of Γ(start + count) / Γ(start). */
class RisingLog {
  private readonly table = new Float64Array(TABLE);
  private readonly atStart: number;

  constructor(private readonly start: number) {
    for (let count = 1; count < TABLE; count++) this.table[count] = (this.table[count - 1] as number) + Math.log(start + count - 1);
    this.atStart = logGamma(start);
  }

  of(count: number): number {
    return count < TABLE ? (this.table[count] as number) : logGamma(this.start + count) - this.atStart;
  }
}

function cut(counts: Float64Array): Int32Array {
  const calls = counts.reduce((sum, count) => sum + count, 0);
  return Int32Array.from(counts, (count) => Math.round(calls > MOST_CALLS ? (count * MOST_CALLS) / calls : count));
}

/** What is usual: each line with the same say, no class impossible. */
function usual(lines: readonly Float64Array[], classes: number): Float64Array {
  const shares = new Float64Array(classes).fill(1 / classes);
  let total = 1;
  for (const counts of lines) {
    const calls = counts.reduce((sum, count) => sum + count, 0);
    if (calls === 0) continue;
    total++;
    counts.forEach((count, at) => { shares[at] = (shares[at] as number) + count / calls; });
  }
  return shares.map((share) => share / total);
}

/**
 * Lines whose calls fall into the same classes in the same shares (hours of the day, ways in which calls end), where each
 * campaign has shares of its own around what is usual: the Dirichlet-multinomial distribution.
 * @param lines calls in each class, a row a line @returns the trait, and each line's own
 */
export function mixesOf(lines: readonly Float64Array[], classes: number): { readonly trait: Trait<Mix>; readonly mixes: readonly Mix[] } {
  const logs = Array.from(usual(lines, classes), (share) => new RisingLog(CONCENTRATION * share));
  const logOfAll = new RisingLog(CONCENTRATION);
  const logLikelihoodOf = (one: Int32Array, other: Int32Array): number => {
    let [sum, calls] = [0, 0];
    for (let at = 0; at < classes; at++) {
      const count = (one[at] as number) + (other[at] as number);
      if (count === 0) continue;
      calls += count;
      sum += (logs[at] as RisingLog).of(count);
    }
    return sum - logOfAll.of(calls);
  };
  const none = new Int32Array(classes);
  const both = (one: Mix, other: Mix): number => logLikelihoodOf(one.counts, other.counts);
  return {
    trait: {
      evidence: (one, other) => both(one, other) - one.logLikelihood - other.logLikelihood,
      join: (one, other) => ({ counts: one.counts.map((count, at) => count + (other.counts[at] as number)), logLikelihood: both(one, other) }),
    },
    mixes: lines.map((line) => {
      const counts = cut(line);
      return { counts, logLikelihood: logLikelihoodOf(counts, none) };
    }),
  };
}
