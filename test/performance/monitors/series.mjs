import { seededRandom } from './core.mjs';

const DAY = 24;
const WEEK = 168;

/** Knuth's way, for means of some tens. */
function poisson(mean, random) {
  const limit = Math.exp(-mean);
  let count = -1;
  for (let product = 1; product > limit; product *= random.next()) count++;
  return Math.max(0, count);
}

const rhythm = (hour) => (1 + Math.sin((2 * Math.PI * hour) / DAY)) * (Math.floor(hour / DAY) % 7 < 5 ? 1 : 0.5);

/** Mean calls of an hour, before chance; `drift` is a log level that wanders and comes back. */
const KINDS = {
  busy: (hour) => 2 + 8 * rhythm(hour),
  sparse: (hour) => 0.05 + 0.3 * rhythm(hour),
  bursty: (hour, drift) => (1 + 5 * rhythm(hour)) * Math.exp(drift),
};

export const kinds = Object.keys(KINDS);

/** Counts of so many hours in which nothing happens but what `factor` does to the mean. */
export function countsOf(kind, hours, { seed, factor = () => 1 }) {
  const random = seededRandom(seed);
  let drift = 0;
  return Array.from({ length: hours }, (_, hour) => {
    drift = 0.9 * drift + 0.2 * (random.next() + random.next() + random.next() - 1.5);
    return poisson(KINDS[kind](hour, drift) * factor(hour), random);
  });
}

export { WEEK };
