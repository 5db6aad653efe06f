import { autoregression } from './autoregression.js';
import { dampedTrend } from './damped-trend.js';
import type { ForecastMethod } from './forecast-method.js';
import { robustProfile, type RobustProfileSettings } from './robust-profile.js';
import { logScale, PLAIN } from './scale.js';
import { seasonalMean, seasonalNaive } from './seasonal.js';
import type { FilledSeries } from './series.js';
import { theta } from './theta.js';

/** As many values of the series' variance as hold autoregressions back: hardly, their median does more. */
const PENALTY = 0.1;

/** Shortest seasons below which the season is taken for granted. */
const LEAST_SEASONS = 3;

/** Cycles that a seasonal mean is taken of: a month of weeks. */
const MEAN_CYCLES = 4;

/** What is added before the logarithm, as a share of the mean: enough to bear zeros, and next to nothing elsewhere. */
const LOG_SHIFT = 0.01;

/** … of profiles, whose deviations would else be ruled by the hours in which hardly anything happens. */
const PROFILE_LOG_SHIFT = 0.15;

/** Profiles of the longest season but for the last, by months and by weeks. Deviations are on the log scale: at most 0.5 is between 0.6 and 1.65 times the usual. */
const PROFILES: readonly Pick<RobustProfileSettings, 'cycles' | 'most' | 'penalty'>[] = [
  { cycles: 12, most: 0.5, penalty: 10 }, { cycles: 12, most: 1, penalty: 300 }, { cycles: 4, most: 1, penalty: 10 },
];
const DAY_PROFILE = { cycles: 14, most: 0.5, penalty: 10 };

/** Seasons of which two are there, and the methods that ask for no more than one. */
function seasonalMethods({ values, seasons }: FilledSeries) {
  const known = seasons.filter((season, at) => at === 0 || 2 * season <= values.length);
  return { known, seasonal: known.flatMap((season) => [seasonalNaive(season), seasonalMean(season, MEAN_CYCLES)]) };
}

/** Least squares on the values themselves, and the seasonal methods. */
const plainMethods = (known: readonly number[], seasonal: readonly ForecastMethod[]): ForecastMethod[] => [
  ...[0, 1, ...known].map((difference) => autoregression({ name: `ar-${difference}`, scale: PLAIN, difference, penalty: PENALTY })),
  ...seasonal, dampedTrend, ...(known.length > 0 ? known : [1]).map(theta),
];

/** The standard methods that forecast a mean: without logarithms and medians. */
export function methodsOfMeans(series: FilledSeries): ForecastMethod[] {
  const { known, seasonal } = seasonalMethods(series);
  return series.values.length < LEAST_SEASONS * (series.seasons[0] ?? 0) ? seasonal : plainMethods(known, seasonal);
}

/**
 * The methods a forecast is made of: different ones that err differently do more for their median than good ones that err alike.
 * Logarithms are left out where a value is negative, long seasons where fewer than two are there. On fewer than three of the shortest
 * season no backtest can tell what a season is worth, so that seasonal methods stand alone.
 */
export function standardMethods({ values, seasons }: FilledSeries): ForecastMethod[] {
  const { known, seasonal } = seasonalMethods({ values, seasons });
  if (values.length < LEAST_SEASONS * (seasons[0] ?? 0)) return seasonal;
  const differences = [0, 1, ...known];
  const plain = plainMethods(known, seasonal);
  if (values.some((value) => value < 0)) return plain;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length || 1;
  const logarithmic = differences.map((difference) => autoregression({ name: `log-ar-${difference}`, scale: logScale(LOG_SHIFT * mean), difference, penalty: PENALTY }));
  const scale = logScale(PROFILE_LOG_SHIFT * mean);
  const profile = (season: number, settings: typeof DAY_PROFILE) => robustProfile({ name: `profile-${season}x${settings.cycles}-${settings.most}`, season, scale, ...settings });
  const [shortest, longest] = [known[0], known.at(-1)];
  if (shortest === undefined || longest === undefined) return [...plain, ...logarithmic];
  return [...plain, ...logarithmic, ...(longest === shortest ? [] : PROFILES.map((settings) => profile(longest, settings))), profile(shortest, DAY_PROFILE)];
}
