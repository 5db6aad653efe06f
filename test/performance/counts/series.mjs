const DAY = 24;
const WEEK = 168;

/** Knuth's way, in parts that no product of theirs is too small for. */
function poisson(mean, random) {
  if (mean > 100) return poisson(mean / 2, random) + poisson(mean / 2, random);
  const limit = Math.exp(-mean);
  let count = -1;
  for (let product = 1; product > limit; product *= random.next()) count++;
  return Math.max(0, count);
}

/** Bursts of one or more, two on average. */
function bursts(mean, random) {
  let count = 0;
  for (let burst = poisson(mean / 2, random); burst > 0; burst--) {
    do count++; while (random.next() < 0.5);
  }
  return count;
}

const rhythm = (hour) => (hour % DAY >= 8 && hour % DAY < 22 ? 1 + 0.8 * Math.sin((((hour % DAY) - 8) / 14) * 2 * Math.PI) : 0.05) * (Math.floor((hour % WEEK) / DAY) < 5 ? 1 : 0.5);
const RHYTHM_A_DAY = 14.5 * (6 / 7);

/** How counts are drawn from a mean, and how the mean wanders: a log level that comes back within some weeks. */
const KINDS = {
  chance: { draw: poisson, step: 0 },
  bursts: { draw: bursts, step: 0 },
  wandering: { draw: poisson, step: 0.04 },
};

export const kinds = Object.keys(KINDS);

/** Counts of so many hours, by night and day and on weekends, `perDay` of them on average over a week. */
export function countsOf(kind, { perDay, hours }, random) {
  const { draw, step } = KINDS[kind];
  let drift = 0;
  return Float64Array.from({ length: hours }, (_, hour) => {
    drift = 0.995 * drift + step * (random.next() + random.next() + random.next() - 1.5);
    return draw(((perDay * rhythm(hour)) / RHYTHM_A_DAY) * Math.exp(drift), random);
  });
}

export { WEEK };
