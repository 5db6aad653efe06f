import type { CallRecord, Span } from '../core/index.js';

/** What is on record of calls. */
export abstract class CallRecords {
  /** Of a user, of calls that happened by `asOfMs`; undefined where nothing was ever seen of them. */
  abstract ofUser(userId: number, span: Span, asOfMs: number): Promise<CallRecord | undefined>;
}
