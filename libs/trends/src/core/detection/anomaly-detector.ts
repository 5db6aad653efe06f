import { BeyondRange, type RangeState } from './beyond-range.js';
import { NeighbourDistance } from './neighbour-distance.js';
import { Rarity, type RarityState } from './rarity.js';
import { RecentValues } from './recent-values.js';
import { Refractory, type RefractoryState } from './refractory.js';
import { SeasonalResidual, type SeasonState } from './seasonal-residual.js';

/** What a score is made of. */
export const PARTS = ['range', 'level', 'value', 'shape', 'season'] as const;
export type Part = (typeof PARTS)[number];

/** Rows, whatever time lies between them. Chosen on half of the series of a public benchmark (docs/detection.md), not by series. */
const MEMORY_ROWS = 1000;
const LEVEL_ROWS = 72;
const SHAPE_ROWS = 19;
/** A part must have seen about as many rows before it counts as rare. */
const PRIOR_ROWS = 100;
/** Beyond, squares would overflow; nobody's counts do. */
const GREATEST = 1e150;

/** One value of a stream, in the order of arrival; `atSeconds` in the clock whose days the series follows. */
export interface StreamPoint { readonly atSeconds: number; readonly value: number }

/** How unusual a value is: `rarity` in [0, 1] as such, `score` 0 where more was said of late, and how rare each part finds it. */
export interface Finding { readonly score: number; readonly rarity: number; readonly parts: Readonly<Record<Part, number>> }

/** All a detector has learnt; plain numbers, the same after JSON. About 1,600 numbers, 25 kB. */
export interface DetectorState {
  readonly recent: readonly number[];
  readonly range: RangeState;
  readonly level: RangeState;
  readonly season: SeasonState;
  readonly rarities: Readonly<Record<Part, RarityState>>;
  readonly refractory: RefractoryState;
}

/**
 * Watches one univariate stream. Five measures of strangeness (value and level outside all seen so far, distance to the nearest
 * recent values and windows, residual from the profile of the day) are each turned into how rare it is in this stream, and
 * averaged: nothing is assumed of the stream's unit, scale or distribution, and nothing is set per stream. A score rests on the
 * values up to it alone. Values that are not finite and times that are none are missing: no answer, nothing learnt. Gaps and
 * repeated times are rows like others. A constant scores 0. About 10 µs a value; memory is bounded.
 */
export class AnomalyDetector {
  private readonly recent: RecentValues;
  private readonly range: BeyondRange;
  private readonly level: BeyondRange;
  private readonly season: SeasonalResidual;
  private readonly value = new NeighbourDistance(1);
  private readonly shape = new NeighbourDistance(SHAPE_ROWS);
  private readonly rarities: Readonly<Record<Part, Rarity>>;
  private readonly refractory: Refractory;

  constructor(state?: DetectorState) {
    this.recent = new RecentValues(MEMORY_ROWS, state?.recent);
    this.range = new BeyondRange(1, state?.range);
    this.level = new BeyondRange(LEVEL_ROWS, state?.level);
    this.season = new SeasonalResidual(state?.season);
    this.rarities = byPart((part) => new Rarity(PRIOR_ROWS, state?.rarities[part]));
    this.refractory = new Refractory(state?.refractory);
  }

  /** Judges a value by those before it, and learns it. */
  push({ atSeconds, value }: StreamPoint): Finding | undefined {
    if (!Number.isFinite(value) || !Number.isFinite(atSeconds)) return undefined;
    const bounded = Math.max(-GREATEST, Math.min(value, GREATEST));
    this.recent.push(bounded);
    const parts = {
      range: this.rarities.range.of(this.range.strangeness(this.recent) ?? 0),
      level: this.rarities.level.of(this.level.strangeness(this.recent) ?? 0),
      value: this.rarities.value.of(this.value.strangeness(this.recent) ?? 0),
      shape: this.rarities.shape.of(this.shape.strangeness(this.recent) ?? 0),
      season: this.rarities.season.of(this.season.strangeness(atSeconds, bounded) ?? 0),
    };
    const rarity = PARTS.reduce((sum, part) => sum + parts[part], 0) / PARTS.length;
    return { score: this.refractory.pass(rarity), rarity, parts };
  }

  state(): DetectorState {
    return {
      recent: this.recent.state(), range: this.range.state(), level: this.level.state(), season: this.season.state(),
      rarities: byPart((part) => this.rarities[part].state()), refractory: this.refractory.state(),
    };
  }
}

function byPart<T>(make: (part: Part) => T): Record<Part, T> {
  return { range: make('range'), level: make('level'), value: make('value'), shape: make('shape'), season: make('season') };
}
