import { Caches } from './cache.js';
import { Remembered } from './remembered.js';

/** Values stored by key, read as they are when the question comes and answered when `answer` says so. */
function bench() {
  const stored = new Map([['a', 1], ['b', 2]]);
  const asked: (readonly string[])[] = [];
  const waiting: (() => void)[] = [];
  const hits: boolean[] = [];
  const caches = new Caches({ enabled: true, maxBytes: 10_000, ttlMs: 60_000, sweepMs: 60_000 });
  caches.close();
  let healthy = true;
  const remembered = new Remembered<number>({
    cache: caches.create<number>(1, 100),
    asked: (hit) => hits.push(hit),
    load: async (keys) => {
      asked.push(keys);
      const found = new Map(keys.map((key) => [key, stored.get(key) ?? 0]));
      await new Promise<void>((resolve) => waiting.push(resolve));
      if (!healthy) throw new Error('away');
      return found;
    },
  });
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const answer = async (): Promise<void> => {
    waiting.splice(0).forEach((resolve) => resolve());
    await settle();
  };
  const read = async (key: string): Promise<number> => {
    const value = remembered.get(key);
    await answer();
    return value;
  };
  return { stored, asked, hits, remembered, answer, read, sick: (): void => void (healthy = false), well: (): void => void (healthy = true) };
}

describe('what is remembered', () => {
  it('is read once, also by those who ask together, until it is forgotten', async () => {
    const { asked, hits, remembered, answer, read, stored } = bench();
    const both = Promise.all([remembered.get('a'), remembered.get('a')]);
    await answer();
    expect([await both, await remembered.get('a')]).toEqual([[1, 1], 1]);
    expect([asked, hits]).toEqual([[['a']], [false, false, true]]);
    await read('b');
    stored.set('a', 5);
    remembered.forget('a');
    expect([await read('a'), await remembered.get('b')]).toEqual([5, 2]);
    remembered.forgetAll();
    await read('b');
    expect(asked).toEqual([['a'], ['b'], ['a'], ['b']]);
  });

  it.each(['forget', 'forgetAll'] as const)('is not what changed while it was read (%s)', async (how) => {
    const { remembered, answer, stored } = bench();
    const before = remembered.get('a');
    stored.set('a', 5);
    remembered[how]('a');
    const after = remembered.get('a');
    await answer();
    await answer();
    expect([await before, await after, await remembered.get('a')]).toEqual([1, 5, 5]);
  });

  it('outlives changes of others while it is read', async () => {
    const { asked, remembered, answer } = bench();
    const reading = remembered.get('a');
    remembered.forget('b');
    await answer();
    expect([await reading, await remembered.get('a'), asked]).toEqual([1, 1, [['a']]]);
  });

  it('is asked for again after a failure', async () => {
    const { read, sick, well } = bench();
    sick();
    await expect(read('a')).rejects.toThrow('away');
    well();
    expect(await read('a')).toBe(1);
  });
});
