import { ratio, wilsonInterval, type Clock } from '#kernel';
import { MEASURES, pooledEffect, type Measure, type MeasuredEffect } from '../core/index.js';
import type { Rankings, StoredRanking } from './rankings.js';

/** What became of all recommendations of a kind, each time that they were proposed. */
export interface KindCounts {
  readonly kind: string;
  readonly proposed: number;
  readonly shown: number;
  /** And not taken back; those measured since among them. */
  readonly implemented: number;
  readonly dismissed: number;
  /** By the clock, also where no list was made since. */
  readonly expired: number;
  /** Also where they were taken back since. */
  readonly measured: number;
  readonly helpful: number;
  readonly notHelpful: number;
  readonly ratings: number;
  readonly ratingSum: number;
}

/** Counts over all users. */
export abstract class RecommendationCounts {
  abstract byKind(nowMs: number): Promise<readonly KindCounts[]>;
  /** The latest `limit` effects that were measured. */
  abstract effects(limit: number): Promise<readonly MeasuredEffect[]>;
}

const MOST_EFFECTS = 10_000;

type Counted = Omit<KindCounts, 'kind'>;

const NONE: Counted = { proposed: 0, shown: 0, implemented: 0, dismissed: 0, expired: 0, measured: 0, helpful: 0, notHelpful: 0, ratings: 0, ratingSum: 0 };

function figuresOf({ helpful, notHelpful, ratings, ratingSum, ...counts }: Counted) {
  const said = helpful + notHelpful;
  return {
    ...counts, helpful, notHelpful,
    implementedShare: { value: ratio(counts.implemented, counts.shown) ?? null, ...wilsonInterval(counts.implemented, counts.shown) },
    helpfulShare: { value: ratio(helpful, said) ?? null, ...wilsonInterval(helpful, said) },
    meanRating: ratio(ratingSum, ratings) ?? null,
  };
}

export type Figures = ReturnType<typeof figuresOf>;

export interface PooledEffect {
  readonly measure: Measure;
  readonly users: number;
  readonly meanPerDay: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** What recommendations came to. */
export class GetStatistics {
  constructor(
    private readonly counts: RecommendationCounts,
    private readonly rankings: Pick<Rankings, 'all'>,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<{ readonly all: Figures; readonly byKind: readonly (Figures & { readonly kind: string })[]; readonly effects: readonly PooledEffect[]; readonly rankings: readonly StoredRanking[]; readonly asOfMs: number }> {
    const asOfMs = this.clock.now();
    const [kinds, effects, rankings] = await Promise.all([this.counts.byKind(asOfMs), this.counts.effects(MOST_EFFECTS), this.rankings.all()]);
    const names = Object.keys(NONE) as (keyof Counted)[];
    const all = Object.fromEntries(names.map((name) => [name, kinds.reduce((sum, each) => sum + each[name], 0)])) as unknown as Counted;
    return {
      all: figuresOf(all), byKind: kinds.map(({ kind, ...counts }) => ({ kind, ...figuresOf(counts) })),
      effects: MEASURES.map((measure) => pooled(measure, effects.filter((effect) => effect.measure === measure))), rankings, asOfMs,
    };
  }
}

function pooled(measure: Measure, effects: readonly MeasuredEffect[]): PooledEffect {
  const found = pooledEffect(effects);
  return { measure, users: effects.length, meanPerDay: found?.meanPerDay ?? null, lower: found?.lower ?? null, upper: found?.upper ?? null };
}
