import type { ForecastMethod, Origins } from '../forecast-method.js';
import type { WholeSeries } from '../series.js';
import { nested, RateShape } from './rate-shape.js';

/** Half-lives of the level, in shortest seasons. */
const MEMORIES = [2, 7, 28, Infinity];
const DAY = 24;

/** Of the level: as if so much had been counted at the mean of all before anything was. */
const PRIOR = 0.5;

export interface RateMethod {
  readonly method: ForecastMethod;
  /** Values that the level rests on, about. */
  readonly memory: number;
}

/**
 * Expected values of a count: what is usual at each place in the seasons (`RateShape`), at the level of late. The level is what was counted over what
 * would have been usual, both forgotten by half over a memory of two, seven or 28 days or never (Harvey and Fernandes, Journal of Business & Economic
 * Statistics 7, 1989). `rate-S-M`: seasons up to S, 1 for none; memory of M steps. Shapes are found anew once a shortest season.
 */
export function rateMethods({ present, ...whole }: WholeSeries): RateMethod[] {
  const seasons = nested(whole.seasons, whole.values.length);
  const shortest = seasons[0] ?? DAY;
  const shapes = new Shapes(whole.values, present, seasons);
  const depths = [1, ...seasons];
  return depths.flatMap((season, depth) => MEMORIES.map((days): RateMethod => ({
    memory: Math.min((2 * days * shortest) / Math.LN2, whole.known),
    method: {
      name: `rate-${season}-${days === Infinity ? 'all' : days * shortest}`,
      forecasts: ({ values }, asked) => forecastsOf({ values, present, shape: (origin) => shapes.before(origin, shortest)[depth] as Float64Array, halfLife: days * shortest }, asked),
    },
  })));
}

/** The shapes at origins, each found once. Origins may be asked for in any order. */
class Shapes {
  private readonly known = new Map<number, readonly Float64Array[]>();
  private shape: RateShape;
  private taken = 0;

  constructor(private readonly values: Float64Array, private readonly present: Uint8Array, private readonly seasons: readonly number[]) {
    this.shape = new RateShape(seasons);
  }

  /** From the values before the origin, up to the last turn of the shortest season where that lies far enough. */
  before(origin: number, shortest: number): readonly Float64Array[] {
    const until = origin > 2 * shortest ? origin - (origin % shortest) : origin;
    const found = this.known.get(until) ?? this.found(until);
    this.known.set(until, found);
    return found;
  }

  private found(until: number): readonly Float64Array[] {
    if (until < this.taken) [this.shape, this.taken] = [new RateShape(this.seasons), 0];
    for (; this.taken < until; this.taken++) if (this.present[this.taken] === 1) this.shape.learn(this.taken, this.values[this.taken] as number);
    return this.shape.rates();
  }
}

interface Rate {
  readonly values: Float64Array;
  readonly present: Uint8Array;
  readonly shape: (origin: number) => Float64Array;
  readonly halfLife: number;
}

function forecastsOf({ values, present, shape, halfLife }: Rate, { origins, horizon }: Origins): Float64Array[] {
  return origins.map((origin) => {
    const rates = shape(origin);
    const places = rates.length;
    const reach = Math.min(origin, Math.ceil(10 * halfLife));
    const kept = 0.5 ** (1 / halfLife);
    // What lies further back weighs less than a thousandth.
    let [counted, usual] = [0, 0];
    for (let at = origin - reach; at < origin; at++) {
      counted *= kept;
      usual *= kept;
      if (present[at] !== 1) continue;
      counted += values[at] as number;
      usual += rates[at % places] as number;
    }
    const level = (counted + PRIOR) / (usual + PRIOR);
    return Float64Array.from({ length: horizon }, (_, ahead) => level * (rates[(origin + ahead) % places] as number));
  });
}
