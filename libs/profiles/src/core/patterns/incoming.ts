import type { Sessions } from './sessions.js';

/** Places of the sessions that came in, and the columns by which they go together. */
export interface Incoming {
  readonly places: Int32Array;
  readonly days: Int32Array;
  readonly numbers: Int32Array;
}

export function incomingOf({ isIncoming, day, number }: Sessions): Incoming {
  const places = new Int32Array(isIncoming.length);
  let count = 0;
  for (let at = 0; at < isIncoming.length; at++) if (isIncoming[at] === 1) places[count++] = at;
  const kept = places.subarray(0, count);
  return { places: kept, days: kept.map((at) => day[at] as number), numbers: kept.map((at) => number[at] as number) };
}

/** 1 where `holds`, for each of the places. */
export function marks(places: Int32Array, holds: (at: number) => boolean): Uint8Array {
  const found = new Uint8Array(places.length);
  for (let index = 0; index < places.length; index++) found[index] = holds(places[index] as number) ? 1 : 0;
  return found;
}
