import { setImmediate } from 'node:timers/promises';

/** What an explanation may add to the wait of other requests. */
const TURN_MS = 10;

/** Goes through all steps and gives what they end with; between turns of `TURN_MS` the event loop goes on. */
export async function inTurns<T>(steps: Generator<void, T>): Promise<T> {
  for (;;) {
    const endMs = performance.now() + TURN_MS;
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() < endMs);
    await setImmediate();
  }
}
