/** Beyond these steps a lag is worth its cost only around the seasons. */
const NEAR = 26;

/**
 * The lags of an autoregression, ascending: the steps just before, those around each season and twice the shortest, and the shortest
 * season's multiples up to the longest. None is longer than `longest`.
 */
export function lagsFor(seasons: readonly number[], longest: number): number[] {
  const lags = new Set<number>();
  const shortest = seasons[0] ?? NEAR;
  const last = seasons.at(-1) ?? 0;
  for (let lag = 1; lag <= Math.min(NEAR, shortest + 2); lag++) lags.add(lag);
  for (const season of [...seasons, 2 * shortest]) [season - 1, season, season + 1].forEach((lag) => lags.add(lag));
  for (let lag = shortest; lag < Math.max(last, 3 * shortest) && lags.size < 2 * NEAR; lag += shortest) lags.add(lag);
  return [...lags].filter((lag) => lag > 0 && lag <= longest).sort((one, other) => one - other);
}
