import { inTurns } from './in-turns.js';

const items = Array.from({ length: 100 }, (_, index) => index);

async function done(millisecondsAnItem: number): Promise<{ readonly seen: readonly (readonly [number, number])[]; readonly turns: number }> {
  const seen: [number, number][] = [];
  let [turns, over, nowMs] = [0, false, 0];
  const count = (): void => {
    turns++;
    if (!over) setImmediate(count);
  };
  setImmediate(count);
  await inTurns(items, (item, index) => {
    nowMs += millisecondsAnItem;
    seen.push([item, index]);
  }, () => nowMs);
  over = true;
  return { seen, turns };
}

describe('work in turns', () => {
  it.each([0, 0.1, 5])('visits every item once and in order, at %d ms an item', async (each) => {
    expect((await done(each)).seen).toEqual(items.map((item) => [item, item]));
  });

  it('lets others go first every two milliseconds of it, and not at all where it is short', async () => {
    expect((await done(0)).turns).toBe(0);
    // 3.2 ms after every 32 items; at 1 ms an item after every eight.
    expect((await done(0.1)).turns).toBe(4);
    expect((await done(1)).turns).toBe(12);
  });

  it('fails as the piece did that failed', async () => {
    await expect(inTurns([1, 2], () => { throw new Error('no'); })).rejects.toThrow('no');
  });
});
