import { seededRandom, type Random } from '#kernel';

const SHUFFLES = 199;
const SEED = 17;
const DAY = 24;
const WEEK = 168;

/**
 * Chance that values without a rhythm line up as well as these: days are turned by random hours (of a week: the days of each week are shuffled), and it is
 * counted how often the mean cycle then stands out as far, Σ n·mean². What one day alone does lines up with itself however it is turned, p = 1.
 * `values` are centred and 0 where missing, `weights` 0 there. Stops once p is above 5 %. O(199 n) at most.
 * Source: Phipson & Smyth, SAGMB 9 (2010), for (1 + as far) / (1 + shuffles).
 */
export function shuffleP(values: Float64Array, weights: Float64Array, period: typeof DAY | typeof WEEK): number {
  const random = seededRandom(SEED);
  const found = standsOut(values, weights, { period, order: undefined });
  // What rounding does to the same sum in another order is not further out.
  const asFar = found * (1 - 1e-9);
  let further = 0;
  for (let shuffle = 0; shuffle < SHUFFLES; shuffle++) {
    if (standsOut(values, weights, { period, order: random }) >= asFar) further++;
    if (further > 0.05 * (SHUFFLES + 1)) break;
  }
  return Math.min(1, (1 + further) / (1 + SHUFFLES));
}

function standsOut(values: Float64Array, weights: Float64Array, { period, order }: { readonly period: number; readonly order: Random | undefined }): number {
  const [sums, counts] = [new Float64Array(period), new Float64Array(period)];
  for (let start = 0; start < values.length; start += period) {
    const places = order === undefined ? undefined : period === DAY ? turned(order) : shuffledDays(order);
    for (let hour = 0; hour < period && start + hour < values.length; hour++) {
      const phase = places === undefined ? hour : (places[hour] as number);
      sums[phase] = (sums[phase] as number) + (values[start + hour] as number);
      counts[phase] = (counts[phase] as number) + (weights[start + hour] as number);
    }
  }
  return sums.reduce((sum, value, phase) => sum + ((counts[phase] as number) > 0 ? (value * value) / (counts[phase] as number) : 0), 0);
}

function turned(random: Random): Uint8Array {
  const by = random.below(DAY);
  return new Uint8Array(DAY).map((_, hour) => (hour + by) % DAY);
}

function shuffledDays(random: Random): Uint8Array {
  const days = Uint8Array.of(0, 1, 2, 3, 4, 5, 6);
  for (let at = days.length - 1; at > 0; at--) {
    const other = random.below(at + 1);
    [days[at], days[other]] = [days[other] as number, days[at] as number];
  }
  return new Uint8Array(WEEK).map((_, hour) => (days[Math.floor(hour / DAY)] as number) * DAY + (hour % DAY));
}
