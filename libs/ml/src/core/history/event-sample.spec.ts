import fc from 'fast-check';
import { drawOf, EventSample } from './event-sample.js';

const ids = Array.from({ length: 20_000 }, (_, at) => `0198f0a0-0000-7000-8000-${at.toString(16).padStart(12, '0')}`);

function sampled(from: readonly string[], most: number, seed: number): string[] {
  const sample = new EventSample<string>(most);
  for (const id of from) sample.offer(drawOf(id, seed), () => id);
  return sample.items();
}

describe('a draw', () => {
  it('is even over ids that differ in their last digits alone', () => {
    const tenths = new Array<number>(10).fill(0);
    for (const id of ids) tenths[Math.floor(drawOf(id, 1) * 10)]!++;
    // Seven standard deviations of a count of 2,000.
    for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(300);
  });

  it('is a matter of the seed', () => {
    expect(drawOf(ids[0]!, 7)).toBe(drawOf(ids[0]!, 7));
    const both = ids.filter((id) => drawOf(id, 1) < 0.5 && drawOf(id, 2) < 0.5).length;
    expect(Math.abs(both - 5000)).toBeLessThan(450);
  });
});

describe('a sample', () => {
  it('is everything where everything fits', () => expect(sampled(ids.slice(0, 100), 100, 1)).toEqual(ids.slice(0, 100)));

  it('is nearly as many as fit, in their order', () => {
    const kept = sampled(ids, 1000, 1);
    expect(kept.length).toBeLessThanOrEqual(1000);
    expect(kept.length).toBeGreaterThan(800);
    expect(kept).toEqual([...kept].sort());
  });

  it('counts what it did not keep', () => {
    const sample = new EventSample<number>(3);
    for (let at = 0; at < 50; at++) sample.offer(drawOf(String(at), 1), () => at);
    expect(sample.total).toBe(50);
  });

  it('is the same in whatever order things are offered', () => {
    const some = fc.uniqueArray(fc.uuid(), { maxLength: 60 });
    fc.assert(fc.property(some, fc.integer({ min: 1, max: 30 }), fc.nat(), (all, most, seed) => {
      expect(new Set(sampled([...all].sort(), most, seed))).toEqual(new Set(sampled(all, most, seed)));
    }));
  });
});
