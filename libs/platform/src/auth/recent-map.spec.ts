import { RecentMap } from './recent-map.js';

it('keeps the keys used last and never more than twice its limit', () => {
  const map = new RecentMap<number>(3);
  const keys = Array.from({ length: 20 }, (_, index) => `k${index}`);
  keys.forEach((key, index) => map.set(key, index));
  // From the newest: reading a key of the old generation makes it young again, and may drop others.
  const kept = keys.reverse().filter((key) => map.get(key) !== undefined);
  expect(kept.slice(0, 3)).toEqual(['k19', 'k18', 'k17']);
  expect(kept.length).toBeLessThanOrEqual(6);
});

it('carries a key that is read into the next generation', () => {
  const map = new RecentMap<string>(2);
  map.set('a', 'kept');
  for (let round = 0; round < 10; round++) {
    map.set(`x${round}`, 'passing');
    expect(map.get('a')).toBe('kept');
  }
});
