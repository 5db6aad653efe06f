import type { Reading, Watch, WatchIncident } from './watch.js';

/** An incident as it stands after the hours that were watched. */
export interface IncidentNow { readonly incident: WatchIncident; readonly isOpen: boolean }

/**
 * Takes `readings` in their order and tells each incident they touched once, as it stands after the last of them. Values that are not finite are
 * none; an hour twice is two. Hours before
 * `sinceHour` are learnt from and never alert.
 */
export function watchHours(watch: Watch, readings: readonly Reading[], sinceHour: number): readonly IncidentNow[] {
  const touched = new Map<number, IncidentNow>();
  for (const given of readings) {
    // What is not finite is not known: no state and no answer could hold it.
    const reading = Number.isFinite(given.value) ? given : { ...given, value: undefined };
    if (reading.hour < sinceHour) {
      watch.learn(reading);
      continue;
    }
    if (reading.hour === sinceHour) watch.begin();
    const { closed, open } = watch.judge(reading);
    if (closed !== undefined) touched.set(closed.openedHour, { incident: closed, isOpen: false });
    if (open !== undefined) touched.set(open.openedHour, { incident: open, isOpen: true });
  }
  return [...touched.values()];
}
