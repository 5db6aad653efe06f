import { QUARTER_HOUR_MS } from '#kernel';

const HOUR_MS = 3_600_000;
/** Up to here the day is crossed in one stride; the rest in quarter hours, for the day on which clocks change is longer or shorter. */
const NEARLY_OVER = 21;
/** A clock falls by more than this at midnight alone, also where midnight itself is skipped or comes twice. */
const FALL = 12;

/**
 * The moment at which the day that `epochMs` lies in ends on somebody's clock: two moments of one day give the same.
 * @param hourAt hour of the day (0–23) on that clock at a moment; its offset changes on quarter hours only
 */
export function endOfDay(epochMs: number, hourAt: (epochMs: number) => number): number {
  const quarter = Math.floor(epochMs / QUARTER_HOUR_MS) * QUARTER_HOUR_MS;
  let at = quarter + Math.max(0, NEARLY_OVER - hourAt(quarter)) * HOUR_MS;
  for (let hour = hourAt(at), next = hour; hour - next <= FALL; at += QUARTER_HOUR_MS) {
    hour = next;
    next = hourAt(at + QUARTER_HOUR_MS);
  }
  return at;
}
