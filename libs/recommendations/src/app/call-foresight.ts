import type { ForeseenCalls } from '../core/index.js';

/** What users are likely to do with the calls that come next. */
export abstract class CallForesight {
  /** Of a call at that moment, up to a day ahead; undefined where no model is there to say, or nobody has called. */
  abstract at(userId: number, atMs: number): Promise<ForeseenCalls | undefined>;
}
