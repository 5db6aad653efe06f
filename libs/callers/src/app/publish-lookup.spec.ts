import { createHash } from 'node:crypto';
import type { E164 } from '#privacy';
import { FixedClock, NOW_MS } from '../../../../test/contracts/fixed-clock.fixture.js';
import { MemoryIdentities } from '../../../../test/contracts/memory-identities.fixture.js';
import { VERDICTS, type Verdict } from '../core/index.js';
import { CallerScores, type CallerScore, type ScorePlace, type Scoring } from './caller-scores.js';
import { FakeLookup } from './lookup.fixture.js';
import { PublishLookup } from './publish-lookup.js';

class FakeScores extends CallerScores {
  scores: (CallerScore & ScorePlace)[] = [];
  scoring: Scoring | undefined = { modelVersion: null, startedMs: NOW_MS - 2000, finishedMs: NOW_MS - 1000, callers: 1 };

  async save(): Promise<void> {}
  async begin(): Promise<string> {
    return '';
  }

  async finished(): Promise<void> {}

  async latest(): Promise<Scoring | undefined> {
    return this.scoring;
  }

  async list(verdict: Verdict, after: ScorePlace | undefined, limit: number): Promise<readonly (CallerScore & ScorePlace)[]> {
    return this.scores.filter((score) => score.verdict === verdict && score.callerId > (after?.callerId ?? 0)).slice(0, limit);
  }
}

const numberAt = (index: number): E164 => `+86138${String(index).padStart(8, '0')}` as E164;
/** What a device that has only read docs/lookup.md computes. */
const hashOf = (number: string): string => createHash('sha256').update(`caller-lookup/1:${number}`).digest('hex').slice(0, 16);

async function bench(count: number) {
  const identities = new MemoryIdentities();
  const ids = await identities.registerPhones(Array.from({ length: count }, (_, index) => numberAt(index)));
  const scores = new FakeScores();
  scores.scores = ids.map((callerId, index) => ({ callerId, verdict: VERDICTS[index % 4] as Verdict, probability: 0.5, category: index % 8 === 0 ? 'loan' : null }));
  const lookup = new FakeLookup();
  return { identities, scores, lookup, publish: new PublishLookup(scores, identities, lookup, new FixedClock(NOW_MS)) };
}

describe('publishing suspicious numbers', () => {
  it('lists those that are spam or suspicious, by hash and with nothing else of them, and no other', async () => {
    const { lookup, publish } = await bench(16);
    expect(await publish.execute()).toEqual({ bits: 0, entries: 8, judgedMs: NOW_MS - 2000, publishedMs: NOW_MS });
    const expected = Array.from({ length: 16 }, (_, index) => ({ hash: hashOf(numberAt(index)), verdict: VERDICTS[index % 4], category: index % 8 === 0 ? 'loan' : null })).filter((_, index) => index % 4 < 2);
    expect(lookup.entries).toEqual(expected.sort((left, right) => (left.hash < right.hash ? -1 : 1)));
  });

  it('goes over all pages, in buckets of a hundred or more', async () => {
    const { lookup, publish } = await bench(4400);
    expect(await publish.execute()).toMatchObject({ entries: 2200 });
    const { bits = 0 } = lookup.published ?? {};
    expect(bits).toBeGreaterThanOrEqual(3);
    const counts = new Map<number, number>();
    for (const { hash } of lookup.entries) counts.set(parseInt(hash.slice(0, 5), 16) >> (20 - bits), (counts.get(parseInt(hash.slice(0, 5), 16) >> (20 - bits)) ?? 0) + 1);
    expect([counts.size, Math.min(...counts.values()) >= 100]).toEqual([2 ** bits, true]);
  });

  it('takes off the list what is suspicious no longer, and what was erased', async () => {
    const { scores, lookup, publish } = await bench(4);
    await publish.execute();
    scores.scores = [{ callerId: 1, verdict: 'legitimate', probability: 0.1, category: null }, { callerId: 2, verdict: 'spam', probability: 0.9, category: null }, { callerId: 99, verdict: 'spam', probability: 0.9, category: null }];
    scores.scoring = { modelVersion: null, startedMs: NOW_MS, finishedMs: NOW_MS, callers: 2 };
    expect(await publish.execute()).toMatchObject({ entries: 1 });
    expect(lookup.entries).toEqual([{ hash: hashOf(numberAt(1)), verdict: 'spam', category: null }]);
  });

  it('is needless without a batch since the last time', async () => {
    const { scores, lookup, publish } = await bench(4);
    await publish.execute();
    expect(await publish.execute()).toBeUndefined();
    scores.scoring = undefined;
    expect(await publish.execute()).toBeUndefined();
    expect(lookup.replaced).toBe(1);
  });
});
