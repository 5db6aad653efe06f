import { setImmediate as othersTurn } from 'node:timers/promises';

/** So long the others wait at most, but for the one piece that takes longer by itself. */
const TURN_MS = 2;
/** Looking at the clock costs as much as a small piece. */
const LOOK_EVERY = 8;

/**
 * Does something with each item, in their order, and lets whatever else waits go first every two milliseconds: a thousand
 * items at once would hold up every other request of the process until the last is done. Few items take one turn.
 */
export async function inTurns<T>(items: readonly T[], visit: (item: T, index: number) => void, now: () => number = () => performance.now()): Promise<void> {
  let sinceMs = now();
  for (const [index, item] of items.entries()) {
    if (index > 0 && index % LOOK_EVERY === 0 && now() - sinceMs >= TURN_MS) {
      await othersTurn();
      sinceMs = now();
    }
    visit(item, index);
  }
}
