import { createHash } from 'node:crypto';
import type { CallerLookup, LookupEntry } from '../../libs/callers/src/app/caller-lookup.js';

const FIRST = '0'.repeat(16);
const LAST = 'f'.repeat(16);

/** Entries with hashes of their own, by hash. */
function lookupEntries(count: number): LookupEntry[] {
  const entries = Array.from({ length: count }, (_, index): LookupEntry => ({
    hash: createHash('sha256').update(String(index)).digest('hex').slice(0, 16), verdict: index % 2 === 0 ? 'spam' : 'suspicious', category: index % 3 === 0 ? 'loan' : null,
  }));
  return entries.sort((left, right) => (left.hash < right.hash ? -1 : 1));
}

/** What every published list promises, whatever keeps it. `open` gives an empty one. */
export function describeLookup(name: string, open: () => CallerLookup): void {
  describe(`${name}, a published list`, () => {
    it('is none before the first', async () => {
      const lookup = open();
      expect([await lookup.list(), await lookup.between(FIRST, LAST)]).toEqual([undefined, { list: undefined, entries: [] }]);
    });

    it('is replaced whole, and read by hash from one to another, both included', async () => {
      const lookup = open();
      const entries = lookupEntries(12_000);
      await lookup.replace({ bits: 3, judgedMs: 1, publishedMs: 2 }, lookupEntries(50));
      await lookup.replace({ bits: 6, judgedMs: 1_763_801_500_000, publishedMs: 1_763_801_500_001 }, entries);
      const list = { bits: 6, entries: 12_000, judgedMs: 1_763_801_500_000, publishedMs: 1_763_801_500_001 };
      expect(await lookup.list()).toEqual(list);
      const [first, last] = [entries[700], entries[1300]] as [LookupEntry, LookupEntry];
      expect(await lookup.between(first.hash, last.hash)).toEqual({ list, entries: entries.slice(700, 1301) });
      expect(await lookup.between(FIRST, LAST)).toEqual({ list, entries });
    });

    it('may hold nothing', async () => {
      const lookup = open();
      await lookup.replace({ bits: 0, judgedMs: 1, publishedMs: 2 }, lookupEntries(3));
      await lookup.replace({ bits: 0, judgedMs: 3, publishedMs: 4 }, []);
      expect(await lookup.between(FIRST, LAST)).toEqual({ list: { bits: 0, entries: 0, judgedMs: 3, publishedMs: 4 }, entries: [] });
    });
  });
}
