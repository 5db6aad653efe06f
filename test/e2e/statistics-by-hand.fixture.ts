/** Tests by the books, without a line of the service's own. */

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Rao and Scott: how much more sums over clusters vary than their members would alone. */
export function designEffect(residuals: readonly number[], clusters: readonly (number | string)[], variance: number): number {
  if (variance <= 0) return 1;
  const sums = new Map<number | string, number>();
  residuals.forEach((residual, at) => sums.set(clusters[at] as number, (sums.get(clusters[at] as number) ?? 0) + residual));
  return Math.max(1, sum([...sums.values()].map((value) => value ** 2)) / variance);
}

const logFactorials = [0];
function logFactorial(n: number): number {
  while (logFactorials.length <= n) logFactorials.push((logFactorials.at(-1) as number) + Math.log(logFactorials.length));
  return logFactorials[n] as number;
}
const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k);

/** Of all outcomes those no likelier than the one seen. */
function twoSided(logs: readonly number[], seen: number): number {
  const bound = (logs[seen] as number) + 1e-7;
  return Math.min(1, sum(logs.filter((log) => log <= bound).map(Math.exp)) / sum(logs.map(Math.exp)));
}

export function binomial(hits: number, trials: number, share: number): number {
  return twoSided(Array.from({ length: trials + 1 }, (_, k) => logChoose(trials, k) + k * Math.log(share) + (trials - k) * Math.log(1 - share)), hits);
}

export function fisher([hits, trials]: readonly [number, number], [otherHits, otherTrials]: readonly [number, number]): number {
  const all = hits + otherHits;
  const least = Math.max(0, all - otherTrials);
  const most = Math.min(trials, all);
  return twoSided(Array.from({ length: most - least + 1 }, (_, at) => logChoose(trials, least + at) + logChoose(otherTrials, all - least - at)), hits - least);
}

/** The tail of χ² by Simpson's rule over its density. */
export function chiSquareAbove(value: number, freedom: number): number {
  let logGamma = freedom % 2 === 0 ? 0 : 0.5 * Math.log(Math.PI);
  for (let at = freedom % 2 === 0 ? 1 : 0.5; at < freedom / 2; at++) logGamma += Math.log(at);
  const density = (x: number): number => (x <= 0 ? 0 : Math.exp((freedom / 2 - 1) * Math.log(x) - x / 2 - (freedom / 2) * Math.LN2 - logGamma));
  const [steps, width] = [200_000, 40 + 20 * freedom];
  let area = 0;
  for (let at = 0; at <= steps; at++) area += density(value + (width * at) / steps) * (at === 0 || at === steps ? 1 : at % 2 === 1 ? 4 : 2);
  return (area * width) / steps / 3;
}

export function kuiper(turns: readonly number[]): number {
  const sorted = [...turns].sort((one, other) => one - other);
  return Math.max(...sorted.map((turn, at) => (at + 1) / sorted.length - turn)) + Math.max(...sorted.map((turn, at) => turn - at / sorted.length));
}

export function kuiperChance(distance: number, count: number): number {
  const scaled = (Math.sqrt(count) + 0.155 + 0.24 / Math.sqrt(count)) * distance;
  return Math.min(1, sum(Array.from({ length: 100 }, (_, at) => 2 * (4 * (at + 1) ** 2 * scaled ** 2 - 1) * Math.exp(-2 * (at + 1) ** 2 * scaled ** 2))));
}

export function resultant(turns: readonly number[]): number {
  const [cosine, sine] = [Math.cos, Math.sin].map((coordinate) => sum(turns.map((turn) => coordinate(2 * Math.PI * turn)))) as [number, number];
  return Math.hypot(cosine, sine) / turns.length;
}

export const rayleigh = (length: number, count: number): number => Math.exp(Math.sqrt(1 + 4 * count + 4 * count ** 2 * (1 - length ** 2)) - (1 + 2 * count));
