import type { CallerFacts } from './caller-read-model.js';

/** Everything a verdict of now rests on. A phone rings while it is read. */
export abstract class RingFacts {
  /** @param userId undefined: for nobody in particular, so there is neither relation nor whitelist */
  abstract now(callerId: number, userId: number | undefined): Promise<CallerFacts>;
}
