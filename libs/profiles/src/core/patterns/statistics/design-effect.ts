/**
 * How many times the variance of a sum exceeds that of independent observations, because those of one cluster (a day, a number) go together; at least
 * 1. Dividing counts by it makes tests hold (Rao and Scott, Annals of Statistics 12, 1984, first order).
 * @param residuals of each observation from what is expected of it
 * @param clusters number of the cluster of each, from 0
 * @param variance sum of the observations' own variances; where it is 0 the effect is 1
 */
export function designEffect(residuals: Float64Array, clusters: Int32Array, variance: number): number {
  if (variance <= 0) return 1;
  let most = 0;
  for (const cluster of clusters) if (cluster > most) most = cluster;
  const sums = new Float64Array(most + 1);
  for (let at = 0; at < residuals.length; at++) sums[clusters[at] as number] = (sums[clusters[at] as number] as number) + (residuals[at] as number);
  let squares = 0;
  for (const sum of sums) squares += sum * sum;
  return Math.max(1, squares / variance);
}
