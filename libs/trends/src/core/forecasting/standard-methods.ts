import { autoregression } from './autoregression.js';
import type { ForecastMethod } from './forecast-method.js';
import { robustProfile } from './robust-profile.js';
import { logScale, PLAIN } from './scale.js';
import { seasonalNaive } from './seasonal.js';
import type { FilledSeries } from './series.js';

/** The methods of which the served forecast is made. */
export function standardMethods({ values, seasons }: FilledSeries): ForecastMethod[] {
  const mean = values.reduce((sum, value) => sum + Math.abs(value), 0) / Math.max(values.length, 1);
  const positive = values.every((value) => value >= 0);
  const size = mean || 1;
  const methods: ForecastMethod[] = [];
  for (const difference of [0, 1, ...seasons]) {
    methods.push(autoregression({ name: `ar-${difference}`, scale: PLAIN, difference, penalty: 0.1 }));
    if (positive) methods.push(autoregression({ name: `log-ar-${difference}`, scale: logScale(0.01 * size), difference, penalty: 0.1 }));
  }
  for (const season of seasons) methods.push(seasonalNaive(season));
  if (!positive) return methods;
  const shortest = seasons[0];
  const longest = seasons.at(-1);
  if (longest === undefined || shortest === undefined) return methods;
  const profile = (season: number, cycles: number, most: number, penalty: number) =>
    robustProfile({ name: `profile-${season}x${cycles}-${most}`, season, cycles, most, penalty, scale: logScale(0.15 * size) });
  methods.push(profile(longest, 12, 0.5, 10), profile(longest, 12, 1, 300), profile(longest, 4, 1, 10), profile(shortest, 14, 0.5, 10));
  return methods;
}
