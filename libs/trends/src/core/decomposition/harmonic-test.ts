/** Overtones of a cycle that are looked at: a day of calls has its shape in the first four, and a week meets those of the day at the seventh. */
const MOST_OVERTONES = 4;
/** Frequencies on each side of an overtone that tell what noise has there. */
const MOST_NEIGHBOURS = 4;
/** Fewer cycles leave no frequency between two overtones. */
const FEWEST_CYCLES = 3;

/**
 * Chance that noise alone puts as much power on the overtones of a period: each is compared with the frequencies beside it, so slow drift
 * and autocorrelation, which raise both, are not taken for a cycle. The ratio of one ordinate to the mean of m others is
 * F(2, 2m)-distributed where the spectrum is locally flat; the least p of the overtones is multiplied by their number (Bonferroni).
 * `values` are centred, 0 where missing; the last part cycle is left out. Undefined under three cycles. O(n · overtones · 9).
 * Source: Brockwell & Davis, Time Series: Theory and Methods (1991), §10.2.
 */
export function harmonicP(values: Float64Array, period: number): number | undefined {
  const cycles = Math.floor(values.length / period);
  if (cycles < FEWEST_CYCLES) return undefined;
  const whole = values.subarray(values.length - cycles * period);
  const neighbours = Math.min(MOST_NEIGHBOURS, Math.floor((cycles - 1) / 2));
  let [least, asked] = [1, 0];
  for (let overtone = 1; overtone <= MOST_OVERTONES && 2 * overtone < period; overtone++) {
    least = Math.min(least, overtoneP(whole, overtone * cycles, neighbours));
    asked++;
  }
  return Math.min(1, least * asked);
}

function overtoneP(values: Float64Array, frequency: number, neighbours: number): number {
  let [noise, count] = [0, 0];
  for (let away = 1; away <= neighbours; away++) {
    noise += powerAt(values, frequency - away) + powerAt(values, frequency + away);
    count += 2;
  }
  const power = powerAt(values, frequency);
  if (!(power > 0)) return 1;
  return noise > 0 ? (1 + power / noise) ** -count : 0;
}

/** Of the periodogram at `frequency` cycles in the whole series; by Goertzel's recurrence, one multiplication a value. */
function powerAt(values: Float64Array, frequency: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * frequency) / values.length);
  let [before, last] = [0, 0];
  for (let at = 0; at < values.length; at++) {
    const next = (values[at] as number) + turn * last - before;
    before = last;
    last = next;
  }
  return Math.max(0, last * last + before * before - turn * last * before);
}

/** Holm's step-down p-values in the order of the given ones: the chance of a false find among all of them stays below each. */
export function holm(pValues: readonly number[]): number[] {
  const order = [...pValues.keys()].sort((a, b) => (pValues[a] as number) - (pValues[b] as number));
  const adjusted = new Array<number>(pValues.length).fill(1);
  let highest = 0;
  order.forEach((at, place) => {
    highest = Math.max(highest, Math.min(1, (pValues[at] as number) * (pValues.length - place)));
    adjusted[at] = highest;
  });
  return adjusted;
}
