import { setImmediate } from 'node:timers/promises';

/** What such work may add to the wait of other requests, but for a step that takes longer by itself. */
const TURN_MS = 10;

/** Goes through all steps and gives what they end with; between turns of `TURN_MS` the event loop goes on. */
export async function stepsInTurns<T>(steps: Generator<void, T>): Promise<T> {
  for (;;) {
    const endMs = performance.now() + TURN_MS;
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() < endMs);
    await setImmediate();
  }
}
