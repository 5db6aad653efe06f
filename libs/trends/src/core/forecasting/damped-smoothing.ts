/** Shares of an error that each state takes over, and what is left of the trend after a step. */
export interface Smoothing {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly phi: number;
}

export interface SmoothingState {
  level: number;
  trend: number;
  /** Of each place in the season, the place of the first value first; one 0 without a season. */
  readonly seasonal: Float64Array;
}

/**
 * Exponential smoothing with damped trend and additive season: ETS(A,Ad,A), and ETS(A,Ad,N) where the season is one step
 * (Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential Smoothing, 2008). The state takes in values[from … end) in its place.
 * Returns the sum of the squared errors of a step ahead. Linear.
 */
export function smooth(values: Float64Array, [from, end]: readonly [number, number], { alpha, beta, gamma, phi }: Smoothing, state: SmoothingState): number {
  const { seasonal } = state;
  const season = seasonal.length;
  let { level, trend } = state;
  let squares = 0;
  for (let at = from, place = from % season; at < end; at++) {
    const error = (values[at] as number) - (level + phi * trend + (seasonal[place] as number));
    level += phi * trend + alpha * error;
    trend = phi * trend + beta * error;
    seasonal[place] = (seasonal[place] as number) + gamma * error;
    squares += error * error;
    if (++place === season) place = 0;
  }
  state.level = level;
  state.trend = trend;
  return squares;
}

/** The `horizon` values after the first `origin`, from the state that took these in. */
export function extrapolated({ level, trend, seasonal }: SmoothingState, phi: number, origin: number, horizon: number): Float64Array {
  const forecast = new Float64Array(horizon);
  let damped = 0;
  for (let ahead = 0, power = phi; ahead < horizon; ahead++, power *= phi) {
    damped += power;
    forecast[ahead] = level + damped * trend + (seasonal[(origin + ahead) % seasonal.length] as number);
  }
  return forecast;
}

/** Mean and change of the first two seasons, and how far each place lies from them; `values` hold both. */
export function firstState(values: Float64Array, season: number): SmoothingState {
  const meanFrom = (start: number) => values.subarray(start, start + season).reduce((sum, value) => sum + value, 0) / season;
  const means = [meanFrom(0), meanFrom(season)] as const;
  const trend = (means[1] - means[0]) / season;
  const away = (at: number) => (values[at] as number) - ((means[0] + means[1]) / 2 + trend * (at - season + 0.5));
  const seasonal = Float64Array.from({ length: season }, (_, place) => (season === 1 ? 0 : (away(place) + away(place + season)) / 2));
  return { level: means[0] - trend * ((season + 1) / 2), trend, seasonal };
}
