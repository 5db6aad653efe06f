import type { Reception } from './answering.js';
import type { Truth } from './items.js';
import { DAY_MS } from './options.js';

/** A call before it is written out. */
export interface Draft {
  /** Milliseconds since the day's midnight. */
  readonly atMs: number;
  /** Index of the user whose call log this is. */
  readonly user: number;
  /** The number at the other end, as digits. */
  readonly phone: number;
  readonly direction: 'incoming' | 'outgoing';
  readonly reception: Reception;
  readonly truth: Truth;
}

export type Emit = (draft: Draft) => void;

export function pickedUp(reception: Reception): boolean {
  return reception.outcome !== 'missed' && reception.outcome !== 'rejected';
}

/** `delaySeconds` after a moment of the day, or `undefined` where that is another day. */
export function laterToday(atMs: number, delaySeconds: number): number | undefined {
  const later = atMs + Math.round(delaySeconds * 1_000);
  return later < DAY_MS ? later : undefined;
}
