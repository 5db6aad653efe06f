import fc from 'fast-check';
import { DAY_MS } from '#kernel';
import { callAt, suspectWith } from './planted.fixture.js';
import { spellsOf } from './spells.js';

const clock = (atMs: number): number => atMs / DAY_MS;
const block = (days: readonly number[]) => days.map((day, at) => suspectWith(at + 1, { calls: [callAt(day * DAY_MS)] }));
const steady = (from: number, count: number, each = 0.2): number[] => Array.from({ length: count }, (_, at) => from + at * each);
const sizes = (days: readonly number[]): number[] => spellsOf(block(days), clock).map(({ length }) => length);

describe('spellsOf', () => {
  it.each([
    ['is one where numbers come at a steady pace', steady(0, 40), [40]],
    ['ends where a pause is too long for the pace', [...steady(0, 30), ...steady(15, 25)], [30, 25]],
    ['parts who came once, weeks before, from the rest', [0, ...steady(20, 30)], [1, 30]],
    ['takes any number of pauses', [...steady(0, 20), ...steady(14, 20), ...steady(30, 20)], [20, 20, 20]],
    ['bears a weekend', [...steady(0, 20), ...steady(5.7, 20)], [40]],
    ['bears a long pause among few that come seldom', [0, 3, 9, 12], [4]],
    ['is one of numbers that come at once', [5, 5, 5], [3]],
    ['is one of a single number', [5], [1]],
  ])('%s', (_, days, expected) => expect(sizes(days)).toEqual(expected));

  it('leaves no number out and takes none twice, in any order', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 60, noNaN: true }), { maxLength: 60 }), (days) => {
      const all = block(days);
      const spells = spellsOf([...all].reverse(), clock);
      expect(spells.flat().map(({ callerId }) => callerId).sort((one, other) => one - other)).toEqual(all.map(({ callerId }) => callerId));
      expect(spells).toEqual(spellsOf(all, clock));
    }));
  });
});
