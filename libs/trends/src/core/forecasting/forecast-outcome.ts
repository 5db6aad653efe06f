import type { CountBounds } from './counts/gamma-poisson.js';

/** A method that took part. */
export interface Member {
  readonly name: string;
  /** Share of the weight; all add up to 1. */
  readonly weight: number;
  /** On the backtest, in the series' unit. */
  readonly meanAbsoluteError: number;
  readonly point: Float64Array;
}

/** What all steps of a horizon come to. */
export interface CountTotal extends CountBounds {
  /** The expected value. */
  readonly value: number;
}

export interface Forecast {
  readonly kind: 'forecast';
  /** The median of what may come; of shares, and of sparse counts, its mean. */
  readonly point: Float64Array;
  readonly lower80: Float64Array;
  readonly upper80: Float64Array;
  readonly lower95: Float64Array;
  readonly upper95: Float64Array;
  /** Of sparse counts, whose bounds do not add up. */
  readonly total?: CountTotal;
  /** The member that weighs most. */
  readonly model: string;
  readonly members: readonly Member[];
}

export type ForecastOutcome = Forecast | { readonly kind: 'insufficient_history' };
