/** Upper bounds in seconds of the duration classes; the last class has none. Twelve classes, finest where robots hang up. */
export const DURATION_BOUNDS_SECONDS: readonly number[] = [2, 5, 10, 15, 20, 30, 45, 60, 120, 300, 900];

export const DURATION_CLASSES = DURATION_BOUNDS_SECONDS.length + 1;

/** A call this short or shorter was ended as soon as it was understood. */
export const SHORT_CALL_MS = 10_000;

export function durationClass(durationMs: number): number {
  const at = DURATION_BOUNDS_SECONDS.findIndex((bound) => durationMs <= bound * 1000);
  return at < 0 ? DURATION_CLASSES - 1 : at;
}
