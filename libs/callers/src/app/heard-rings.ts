import type { Keyring } from '#privacy';
import { callHints } from '#realtime';
import type { StoredCall } from '#realtime/core';
import { addRing, type Rings } from '../core/index.js';

/** How long each number lets it ring, by surrogate id; absent where no call of it says. */
export function heardRings(calls: readonly StoredCall[], keyring: Keyring): Map<number, Rings> {
  const byCaller = new Map<number, Rings>();
  for (const event of calls) {
    const { ringMs } = callHints(event, keyring);
    if (ringMs === undefined) continue;
    const rings = byCaller.get(event.call.callerId) ?? { rings: 0, shortRings: 0 };
    addRing(rings, event.call, ringMs);
    byCaller.set(event.call.callerId, rings);
  }
  return byCaller;
}
