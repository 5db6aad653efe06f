import { logRising } from './gamma-poisson.js';

/** What a value weighs so many steps after: shapes change over months. */
const HALF_LIFE_DAYS = 112;
const DAY = 24;

/** Shapes of the Gamma that factors are drawn from, from "anything" to "hardly differ"; that they don't differ is tried as well. */
const HELD = Float64Array.from({ length: 12 }, (_, at) => 2 ** (at - 3));

/** Seasons that fit into each other, shortest first; one that is no multiple of those before it is left out. */
export const nested = (seasons: readonly number[], length: number): number[] =>
  seasons.filter((season, at) => 2 * season <= length || at === 0).reduce<number[]>((kept, season) => (season % (kept.at(-1) ?? season) === 0 ? [...kept, season] : kept), []);

/**
 * How much more or less is counted at the places of the seasons than on average: by place in the shortest, then by its turn in the next (hour of the
 * day, weekday), then by place in the next (hour of the week). Each factor is the share of what was counted there over what was to be expected without
 * it, shrunk towards 1 as a Gamma's mean, of the shape under which the counts are most likely (empirical Bayes: Robbins, 1956; Bühlmann, ASTIN
 * Bulletin 4, 1967); counts that scatter more than chance count for less. A place that was never seen has a factor of 1.
 */
export class RateShape {
  private readonly sums: Float64Array;
  private readonly squares: Float64Array;
  private readonly seen: Float64Array;
  private readonly places: number;
  private readonly growth: number;
  private weight = 1;

  /** @param seasons as `nested` leaves them */
  constructor(private readonly seasons: readonly number[]) {
    this.places = seasons.at(-1) ?? 1;
    this.sums = new Float64Array(this.places);
    this.squares = new Float64Array(this.places);
    this.seen = new Float64Array(this.places);
    this.growth = 2 ** (1 / (HALF_LIFE_DAYS * (seasons[0] ?? DAY)));
  }

  learn(at: number, value: number): void {
    const place = at % this.places;
    // Later values weigh more, instead of earlier ones less: nothing is gone through again.
    this.weight *= this.growth;
    this.sums[place] = (this.sums[place] as number) + this.weight * value;
    this.squares[place] = (this.squares[place] as number) + this.weight * value * value;
    this.seen[place] = (this.seen[place] as number) + this.weight;
  }

  /** By the longest season taken into account, from none on: what is usual at each of its places, in values a step. Places × a dozen. */
  rates(): Float64Array[] {
    const scale = 1 / this.weight;
    const sums = this.sums.map((sum) => sum * scale);
    const seen = this.seen.map((sum) => sum * scale);
    const excess = this.excess(scale);
    const level = total(sums) / (total(seen) || 1);
    const rate = new Float64Array(this.places).fill(level);
    const found = [rate.slice()];
    this.seasons.forEach((season, at) => {
      const before = this.seasons[at - 1];
      if (before !== undefined) this.refine(rate, { sums, seen, excess }, (place) => Math.floor((place % season) / before));
      this.refine(rate, { sums, seen, excess }, (place) => place % season);
      found.push(rate.slice());
    });
    return found;
  }

  /** By how much values scatter more about the mean of their place than chance has it, as a factor of at least 1. */
  private excess(scale: number): number {
    let [squares, chance] = [0, 0];
    this.sums.forEach((sum, place) => {
      const count = (this.seen[place] as number) * scale;
      if (count <= 1) return;
      squares += ((this.squares[place] as number) - (sum * sum) / (this.seen[place] as number)) * scale;
      chance += sum * scale * (1 - 1 / count);
    });
    return chance > 0 ? Math.max(1, squares / chance) : 1;
  }

  private refine(rate: Float64Array, { sums, seen, excess }: { sums: Float64Array; seen: Float64Array; excess: number }, groupOf: (place: number) => number): void {
    const counted = new Float64Array(this.places);
    const expected = new Float64Array(this.places);
    for (let place = 0; place < this.places; place++) {
      const group = groupOf(place);
      counted[group] = (counted[group] as number) + (sums[place] as number) / excess;
      expected[group] = (expected[group] as number) + ((seen[place] as number) * (rate[place] as number)) / excess;
    }
    const held = mostLikely(counted, expected);
    if (held === undefined) return;
    for (let place = 0; place < this.places; place++) {
      const group = groupOf(place);
      rate[place] = (rate[place] as number) * (((counted[group] as number) + held) / ((expected[group] as number) + held));
    }
  }
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

/** The Gamma's shape under which counts of such expectations are most likely; undefined where they are most likely without it. */
function mostLikely(counted: Float64Array, expected: Float64Array): number | undefined {
  let best = 0;
  expected.forEach((mean, group) => { if (mean > 0) best += (counted[group] as number) * Math.log(mean) - mean; });
  let found: number | undefined;
  for (const held of HELD) {
    let sum = 0;
    expected.forEach((mean, group) => {
      if (mean <= 0) return;
      const count = counted[group] as number;
      sum += (count > 0 ? logRising(held, count) + count * (Math.log(mean) - Math.log(held + mean)) : 0) - held * Math.log1p(mean / held);
    });
    if (sum > best) [best, found] = [sum, held];
  }
  return found;
}
