import type { SpamCategory } from '#realtime/core';

/** Verdicts that are published by hash; no other ever is. */
export const LISTED_VERDICTS = ['spam', 'suspicious'] as const;
export type ListedVerdict = (typeof LISTED_VERDICTS)[number];

/** A number that is published: by a hash that anybody can compute of a number they have. */
export interface LookupEntry {
  /** 16 hexadecimal digits. */
  readonly hash: string;
  readonly verdict: ListedVerdict;
  readonly category: SpamCategory | null;
}

/** The list as it was published last. */
export interface LookupList {
  /** The narrowest buckets it is told in. */
  readonly bits: number;
  readonly entries: number;
  /** When the batch that judged the numbers began. */
  readonly judgedMs: number;
  readonly publishedMs: number;
}

/** The list of suspicious numbers by hash. It knows no surrogate id: whoever reads the table learns what everybody may. */
export abstract class CallerLookup {
  /** Undefined before the first. */
  abstract list(): Promise<LookupList | undefined>;
  /** Entries from one hash to another, both included, by hash, and the list they are of: both of the same moment. */
  abstract between(first: string, last: string): Promise<{ readonly list: LookupList | undefined; readonly entries: readonly LookupEntry[] }>;
  /** All at once: who reads meanwhile reads the old list. */
  abstract replace(list: Omit<LookupList, 'entries'>, entries: readonly LookupEntry[]): Promise<void>;
}
