import type { Sessions } from './sessions.js';

const HOURS = 24;
const WEEKDAYS = 7;
/** Sessions that an even spread is worth beside those of each hour or weekday. */
const PRIOR_A_PART = 1;
/** Of the mean gap: closer sessions stand so far apart, because clocks have grains. */
const CLOSEST = 1e-3;

/** The user's own rhythm: parts' shares of the sessions, times the number of parts; drawn towards 1. */
function rhythm(parts: number, places: ArrayLike<number>): Float64Array {
  const found = new Float64Array(parts).fill(PRIOR_A_PART);
  for (let at = 0; at < places.length; at++) found[places[at] as number] = (found[places[at] as number] as number) + 1;
  return found.map((count) => (count * parts) / (places.length + PRIOR_A_PART * parts));
}

/**
 * Gaps between sessions on a clock that runs as fast as the user's own hours and weekdays are busy: a rhythm alone leaves them exponential (time
 * rescaling; Brown et al., Neural Computation 14, 2002). All are above 0; n − 1 of n sessions. O(sessions + days × 24).
 */
export function rescaledGaps({ turn, weekday, day, length, lastDay }: Sessions): Float64Array {
  const hours = rhythm(HOURS, turn.map((share) => Math.min(HOURS - 1, Math.floor(share * HOURS))));
  const weekdays = rhythm(WEEKDAYS, weekday);
  const first = weekday[0] ?? 0;
  const dayStarts = new Float64Array(lastDay + 2);
  for (let at = 0; at <= lastDay; at++) dayStarts[at + 1] = (dayStarts[at] as number) + (weekdays[(first + at) % WEEKDAYS] as number);
  const hourStarts = new Float64Array(HOURS + 1);
  for (let hour = 0; hour < HOURS; hour++) hourStarts[hour + 1] = (hourStarts[hour] as number) + (hours[hour] as number) / HOURS;
  const shown = turn.map((share, at) => {
    const hour = Math.min(HOURS - 1, Math.floor(share * HOURS));
    const within = (hourStarts[hour] as number) + ((share * HOURS - hour) * (hours[hour] as number)) / HOURS;
    return (dayStarts[day[at] as number] as number) + within * (weekdays[weekday[at] as number] as number);
  });
  const least = (CLOSEST * ((shown.at(-1) ?? 0) - (shown[0] ?? 0))) / Math.max(1, length - 1);
  return Float64Array.from({ length: Math.max(0, length - 1) }, (_, at) => Math.max(least, Number.MIN_VALUE, (shown[at + 1] as number) - (shown[at] as number)));
}
