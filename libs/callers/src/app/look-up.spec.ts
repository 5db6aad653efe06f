import { NOW_MS } from '../../../../test/contracts/fixed-clock.fixture.js';
import type { LookupEntry } from './caller-lookup.js';
import { FakeLookup } from './lookup.fixture.js';
import { LookUp } from './look-up.js';

const entry = (hash: string): LookupEntry => ({ hash, verdict: 'spam', category: null });
const HASHES = ['00ffffffffffffff', '3f80000000000000', '3fa7c1d20b9e4a66', '3fffffffffffffff', '4000000000000000', 'ffffffffffffffff'];

function published(bits: number): FakeLookup {
  const lookup = new FakeLookup();
  void lookup.replace({ bits, judgedMs: NOW_MS, publishedMs: NOW_MS + 1 }, HASHES.map(entry));
  return lookup;
}

describe('looking up', () => {
  it('answers the bucket that was asked about where it is wide enough', async () => {
    expect(await new LookUp(published(12)).execute({ bits: 9, value: 0x3f8 >> 3 })).toMatchObject({ prefix: '3f8', bits: 9, entries: HASHES.slice(1, 4).map(entry), list: { entries: 6 } });
  });

  it('answers a wider one where it is not', async () => {
    expect(await new LookUp(published(2)).execute({ bits: 20, value: 0x3fa7c })).toMatchObject({ prefix: '0', bits: 2, entries: HASHES.slice(0, 4).map(entry) });
    expect(await new LookUp(published(0)).execute({ bits: 20, value: 0x3fa7c })).toMatchObject({ prefix: '0', bits: 0, entries: HASHES.map(entry) });
  });

  it('answers nothing before anything was published', async () => {
    expect(await new LookUp(new FakeLookup()).execute({ bits: 20, value: 0x3fa7c })).toEqual({ prefix: '0', bits: 0, entries: [], list: undefined });
  });

  it('answers in buckets of the list it reads, though another was published meanwhile', async () => {
    const lookup = published(12);
    lookup.list = async () => ({ bits: 20, entries: 6, judgedMs: 0, publishedMs: 0 });
    expect(await new LookUp(lookup).execute({ bits: 16, value: 0x3fa7 })).toMatchObject({ prefix: '3fa', bits: 12, entries: [entry('3fa7c1d20b9e4a66')] });
  });
});
