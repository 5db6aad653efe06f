/** Upper bounds in seconds of the classes durations are counted in, the last class having none: those of a caller's state. */
const BOUNDS_SECONDS: readonly number[] = [2, 5, 10, 15, 20, 30, 45, 60, 120, 300, 900];

export const DURATION_CLASSES = BOUNDS_SECONDS.length + 1;

export function durationClass(durationMs: number): number {
  const at = BOUNDS_SECONDS.findIndex((bound) => durationMs <= bound * 1000);
  return at < 0 ? DURATION_CLASSES - 1 : at;
}
