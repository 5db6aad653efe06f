import { logProbability, shapeOf, type Dispersion } from './gamma-poisson.js';
import type { Judged } from './judged.js';

const GRID = [0.02, 0.05, 0.1, 0.2, 0.35, 0.6, 1, 1.7, 3, 5, 10, 20, 40];

/** How much less likely, as a logarithm, a wider dispersion than the likeliest may make what came: the width is not known exactly, and too narrow is worse. */
const DOUBT = 0.5;

const NONE: Dispersion = { perCount: 0, perMean: 0 };
const FAMILIES: readonly ((size: number) => Dispersion)[] = [(size) => ({ perCount: size, perMean: 0 }), (size) => ({ perCount: 0, perMean: size })];

/** But for what depends on the counts alone. */
function logLikelihood({ means, counts }: Judged, dispersion: Dispersion): number {
  let sum = 0;
  means.forEach((mean, at) => (sum += logProbability(counts[at] as number, mean, shapeOf(mean, dispersion))));
  return sum;
}

/**
 * The dispersion of counts about their forecasts, on what is as good as `independent` of them: that of bursts or of an unknown level, whichever makes them
 * likelier, and rather the wider. Pairs × 26.
 */
export function measuredDispersion(judged: Judged, independent: number): Dispersion {
  const share = Math.min(1, independent / judged.means.length);
  const tried = FAMILIES.map((family) => [NONE, ...GRID.map(family)].map((dispersion) => ({ dispersion, likelihood: share * logLikelihood(judged, dispersion) })));
  const most = tried.map((family) => Math.max(...family.map(({ likelihood }) => likelihood)));
  const family = tried[(most[1] as number) > (most[0] as number) ? 1 : 0] as (typeof tried)[number];
  return family.findLast(({ likelihood }) => likelihood >= Math.max(...most) - DOUBT)?.dispersion ?? NONE;
}

/** What sums over windows tell of the doubt about their level, `least` at least, beside the scatter of their values; `independent` as above. Sums × 13. */
export function measuredDoubt(judged: Judged, perCount: number, { least, independent }: { readonly least: number; readonly independent: number }): number {
  const share = Math.min(1, independent / judged.means.length);
  const tried = [least, ...GRID.filter((size) => size > least)].map((perMean) => ({ perMean, likelihood: share * logLikelihood(judged, { perCount, perMean }) }));
  const most = Math.max(...tried.map(({ likelihood }) => likelihood));
  return tried.findLast(({ likelihood }) => likelihood >= most - DOUBT)?.perMean ?? least;
}
