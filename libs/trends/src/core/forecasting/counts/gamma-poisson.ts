import { logGamma } from '#kernel';

/** How much more than chance counts scatter: their variance is mean × (1 + `perCount` + `perMean` × mean). */
export interface Dispersion {
  /** Of bursts: what comes in groups scatters by the size of a group. */
  readonly perCount: number;
  /** Of a level that is not known: its squared relative error. */
  readonly perMean: number;
}

/** The Gamma's shape; infinite of a Poisson's. */
export const shapeOf = (mean: number, { perCount, perMean }: Dispersion): number => mean / (perCount + perMean * mean);

/** Up to so many a product of logarithms is as quick as two logarithms of Γ, and exact. */
const SMALL = 20;

/** ln Γ(shape + count) − ln Γ(shape). */
export function logRising(shape: number, count: number): number {
  if (!Number.isInteger(count) || count > SMALL) return logGamma(shape + count) - logGamma(shape);
  let sum = 0;
  for (let below = 0; below < count; below++) sum += Math.log(shape + below);
  return sum;
}

/**
 * ln of the probability of a count that is Poisson's with a mean drawn from a Gamma of that mean and shape (negative binomial: Greenwood and Yule,
 * Journal of the Royal Statistical Society 83, 1920), but for what depends on the count alone. `mean` above 0.
 */
export function logProbability(count: number, mean: number, shape: number): number {
  if (shape === Infinity) return count * Math.log(mean) - mean;
  return logRising(shape, count) - shape * Math.log1p(mean / shape) + count * (Math.log(mean) - Math.log(shape + mean));
}

/** Whole numbers between which a count lies so often. */
export interface CountBounds {
  readonly lower80: number;
  readonly upper80: number;
  readonly lower95: number;
  readonly upper95: number;
}

const LEVELS = [0.025, 0.1, 0.8, 0.9, 0.95, 0.975];

/**
 * The central intervals of 80 and 95 %, quantiles of the count: one from 0 on leaves nothing out below, so that above it may leave out the whole rest.
 * What is mostly 0 has a mean above most of its quantiles; still an interval holds the whole numbers next to the mean it is of. `mean` above 0.
 */
export function countBounds(mean: number, dispersion: Dispersion): CountBounds {
  const [low95, low80, most80, high80, most95, high95] = quantiles(mean, shapeOf(mean, dispersion), LEVELS) as [number, number, number, number, number, number];
  const up = (bound: number): number => Math.max(bound, Math.ceil(mean));
  const down = (bound: number): number => Math.min(bound, Math.floor(mean));
  const [lower80, lower95] = [down(low80), down(low95)];
  return { lower80, upper80: up(lower80 === 0 ? most80 : high80), lower95, upper95: up(lower95 === 0 ? most95 : high95) };
}

/** No quantile lies beyond. */
const MOST = 1_000_000;

/** The least count up to which at least `level` of the probability lies, for each of `levels`, ascending. As many steps as the largest of them. */
export function quantiles(mean: number, shape: number, levels: readonly number[]): number[] {
  const isPoisson = shape === Infinity;
  let logOf = isPoisson ? -mean : -shape * Math.log1p(mean / shape);
  const logRatio = isPoisson ? Math.log(mean) : Math.log(mean) - Math.log(shape + mean);
  let below = Math.exp(logOf);
  let count = 0;
  return levels.map((level) => {
    for (; below < level && count < MOST; count++) {
      logOf += logRatio + (isPoisson ? 0 : Math.log(shape + count)) - Math.log(count + 1);
      below += Math.exp(logOf);
    }
    return count;
  });
}
