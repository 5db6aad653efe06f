/** What a value weighs at its place in a season after another one there: the last handful tell. */
const KEPT_A_CYCLE = 0.8;

/** The mean of all looks back over about so many of the shortest season. */
const LEVEL_SEASONS = 8;

/** Of values without a season. */
const DAY = 24;

/** Before any place was seen twice: a single value counts as much as the level without the season. */
const UNTRIED = 1;

/** The means at the places of one season, and how much they deserve to be believed. */
class SeasonMeans {
  private readonly sums: Float64Array;
  private readonly counts: Float64Array;
  /** Squares of what lies beside the mean of the place, and beside the level without this season. */
  private within = 0;
  private without = 0;
  private tried = 0;

  constructor(readonly season: number) {
    this.sums = new Float64Array(season);
    this.counts = new Float64Array(season);
  }

  shrunk(at: number, level: number): number {
    const place = at % this.season;
    const count = this.counts[place] as number;
    if (count === 0) return level;
    const mean = (this.sums[place] as number) / count;
    const between = this.without - this.within;
    if (this.tried > 0 && between <= 0) return level;
    const held = this.tried > 0 ? this.within / between : UNTRIED;
    return (count * mean + held * level) / (count + held);
  }

  learn(at: number, value: number, level: number): void {
    const place = at % this.season;
    const count = this.counts[place] as number;
    const sum = this.sums[place] as number;
    if (count > 0) {
      this.within += (value - sum / count) ** 2 * (count / (count + 1));
      this.without += (value - level) ** 2;
      this.tried++;
    }
    this.sums[place] = KEPT_A_CYCLE * sum + value;
    this.counts[place] = KEPT_A_CYCLE * count + 1;
  }
}

/**
 * What is usual at a place in the seasons: the mean there, shrunk towards the level without the season by how few values it rests on and how
 * little places differ beyond chance (empirical Bayes: James and Stein, 1961; Bühlmann's credibility, ASTIN Bulletin 4, 1967). A place that
 * was never seen has the level of all. Shorter seasons stand below longer ones. Values come in order; a value and an answer cost a season each.
 */
export class ShrunkProfile {
  private readonly means: readonly SeasonMeans[];
  private readonly kept: number;
  private sum = 0;
  private count = 0;

  /** @param seasons shortest first */
  constructor(seasons: readonly number[]) {
    this.means = seasons.map((season) => new SeasonMeans(season));
    this.kept = 1 - 1 / (LEVEL_SEASONS * (seasons[0] ?? DAY));
  }

  /** 0 before any value. */
  at(at: number): number {
    let level = this.count > 0 ? this.sum / this.count : 0;
    for (const season of this.means) level = season.shrunk(at, level);
    return level;
  }

  learn(at: number, value: number): void {
    let level = this.count > 0 ? this.sum / this.count : value;
    for (const season of this.means) {
      const below = level;
      level = season.shrunk(at, below);
      season.learn(at, value, below);
    }
    this.sum = this.kept * this.sum + value;
    this.count = this.kept * this.count + 1;
  }
}
