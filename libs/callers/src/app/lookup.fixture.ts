import { CallerLookup, type LookupEntry, type LookupList } from './caller-lookup.js';

/** The published list in memory. */
export class FakeLookup extends CallerLookup {
  published: LookupList | undefined;
  entries: readonly LookupEntry[] = [];
  replaced = 0;

  async list(): Promise<LookupList | undefined> {
    return this.published;
  }

  async between(first: string, last: string): Promise<{ list: LookupList | undefined; entries: readonly LookupEntry[] }> {
    return { list: this.published, entries: this.entries.filter(({ hash }) => hash >= first && hash <= last) };
  }

  async replace(list: Omit<LookupList, 'entries'>, entries: readonly LookupEntry[]): Promise<void> {
    this.replaced++;
    this.published = { ...list, entries: entries.length };
    this.entries = entries;
  }
}
