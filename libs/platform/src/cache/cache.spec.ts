import { Caches } from './cache.js';
import { Gathered } from './gathered.js';

const OPTIONS = { enabled: true, maxBytes: 10_000, ttlMs: 5000, sweepMs: 1000 };
const opened: Caches[] = [];
function caches(options: Partial<typeof OPTIONS> = {}): Caches {
  const made = new Caches({ ...OPTIONS, ...options });
  opened.push(made);
  return made;
}
afterEach(() => {
  opened.splice(0).forEach((each) => each.close());
  jest.useRealTimers();
});

describe('a cache', () => {
  it('keeps, replaces, forgets one and forgets all', () => {
    const cache = caches().create<number>(1, 10);
    cache.set('a', 1);
    cache.set('b', 2);
    cache.set('a', 3);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([3, 2, undefined]);
    cache.delete('a');
    expect([cache.get('a'), cache.get('b')]).toEqual([undefined, 2]);
    cache.clear();
    expect(cache.get('b')).toBeUndefined();
  });

  it('keeps as many as fit where each tells its size, and none that is larger than all the room', () => {
    const cache = caches().create<number>(0.01, (bytes) => bytes);
    for (const [key, bytes] of [['a', 40], ['b', 40], ['c', 40], ['d', 101]] as const) cache.set(key, bytes);
    expect([cache.get('a'), cache.get('b'), cache.get('c'), cache.get('d')]).toEqual([undefined, 40, 40, undefined]);
  });

  it('keeps a zero and an empty text', () => {
    const all = caches();
    const [numbers, texts] = [all.create<number>(0.5, 10), all.create<string>(0.5, 10)];
    numbers.set('a', 0);
    texts.set('a', '');
    expect([numbers.get('a'), texts.get('a')]).toEqual([0, '']);
  });

  it('forgets what has lived its time, used or not', async () => {
    jest.useFakeTimers();
    // The moment 0 means "lives for ever" to the store, and it takes hold of the clock when it is loaded.
    jest.advanceTimersByTime(1);
    await jest.isolateModulesAsync(async () => {
      const { Caches: Fresh } = await import('./cache.js');
      const all = new Fresh(OPTIONS);
      const cache = all.create<number>(1, 10);
      cache.set('a', 1);
      jest.advanceTimersByTime(3000);
      expect(cache.get('a')).toBe(1);
      jest.advanceTimersByTime(3001);
      expect(cache.get('a')).toBeUndefined();
      all.close();
    });
  });

  it.each([[1, 100, 100], [0.25, 100, 25], [0.1, 5000, 1], [0.001, 100, 1]])('with %d of the bytes and %i an entry keeps the %i used last', (fraction, entryBytes, kept) => {
    const cache = caches().create<number>(fraction, entryBytes);
    for (let key = 0; key < 200; key++) cache.set(String(key), key);
    const left = Array.from({ length: 200 }, (_, key) => key).filter((key) => cache.get(String(key)) !== undefined);
    expect(left).toEqual(Array.from({ length: kept }, (_, index) => 200 - kept + index));
  });

  it('drops the one longest unused', () => {
    const cache = caches().create<number>(0.02, 100);
    cache.set('a', 1);
    cache.set('b', 2);
    cache.get('a');
    cache.set('c', 3);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([1, undefined, 3]);
  });

  it('keeps nothing where caching is off', () => {
    const cache = caches({ enabled: false }).create<number>(1, 10);
    cache.set('a', 1);
    cache.delete('a');
    cache.clear();
    expect(cache.get('a')).toBeUndefined();
  });
});

describe('gathered lookups', () => {
  it('share a round trip while one is under way, each key asked for once', async () => {
    const asked: string[][] = [];
    let answer: (() => void) | undefined;
    const gathered = new Gathered<string>(async (keys) => {
      asked.push([...keys]);
      await new Promise<void>((resolve) => (answer = resolve));
      return new Map(keys.map((key) => [key, key.toUpperCase()]));
    });
    const first = gathered.find(['a']);
    const others = [gathered.find(['b', 'c']), gathered.find(['c', 'd']), gathered.find([])];
    answer?.();
    expect((await first).get('a')).toBe('A');
    await new Promise((resolve) => setImmediate(resolve));
    answer?.();
    expect((await Promise.all(others)).map((found) => [...found.keys()])).toEqual([['b', 'c', 'd'], ['b', 'c', 'd'], ['b', 'c', 'd']]);
    expect(asked).toEqual([['a'], ['b', 'c', 'd']]);
  });

  it('ask for no more at once than they may', async () => {
    const asked: string[][] = [];
    const gathered = new Gathered<string>((keys) => {
      asked.push([...keys]);
      return Promise.resolve(new Map(keys.map((key) => [key, key.toUpperCase()])));
    }, 2);
    const found = await Promise.all(['a', 'b', 'c', 'd'].map((key) => gathered.find([key])));
    expect(found.map((answers, at) => answers.get('abcd'.charAt(at)))).toEqual(['A', 'B', 'C', 'D']);
    expect(asked).toEqual([['a'], ['b', 'c'], ['d']]);
  });

  it('fail together and go on afterwards', async () => {
    let healthy = false;
    const gathered = new Gathered<number>(async (keys) => {
      if (!healthy) throw new Error('away');
      return new Map(keys.map((key) => [key, 1]));
    });
    const outcomes = await Promise.allSettled([gathered.find(['a']), gathered.find(['b']), gathered.find(['c'])]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    healthy = true;
    expect((await gathered.find(['a'])).get('a')).toBe(1);
  });

  it('are cut at two thousand keys, but one asking is never cut', async () => {
    const sizes: number[] = [];
    const gathered = new Gathered<number>(async (keys) => {
      sizes.push(keys.length);
      return new Map(keys.map((key) => [key, 1]));
    });
    const keys = (count: number, name: string): string[] => Array.from({ length: count }, (_, index) => `${name}${index}`);
    const found = await Promise.all([gathered.find(keys(1, 'x')), gathered.find(keys(1500, 'a')), gathered.find(keys(600, 'b')), gathered.find(keys(2500, 'c'))]);
    expect(sizes).toEqual([1, 1500, 600, 2500]);
    expect(found[3]?.size).toBe(2500);
  });
});
