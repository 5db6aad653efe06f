/** A method that took part. */
export interface Member {
  readonly name: string;
  /** Share of the weight; all add up to 1. */
  readonly weight: number;
  /** On the backtest, in the series' unit. */
  readonly meanAbsoluteError: number;
  readonly point: Float64Array;
}

export interface Forecast {
  readonly kind: 'forecast';
  /** The median of what may come; of shares its mean. */
  readonly point: Float64Array;
  readonly lower80: Float64Array;
  readonly upper80: Float64Array;
  readonly lower95: Float64Array;
  readonly upper95: Float64Array;
  /** The member that weighs most. */
  readonly model: string;
  readonly members: readonly Member[];
}

export type ForecastOutcome = Forecast | { readonly kind: 'insufficient_history' };
