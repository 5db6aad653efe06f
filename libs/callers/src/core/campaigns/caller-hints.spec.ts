import fc from 'fast-check';
import { HINTS_KEPT, mergeHints, SCRIPT_LEAD, type CallerHints } from './caller-hints.js';

const NONE: CallerHints = { callbacks: [], scripts: [] };
const key = fc.integer({ min: 0, max: 9 }).map((digit) => digit.toString(16).repeat(4));
const sketch = fc.tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 3 })).map(([lead, rest]) => lead.toString(16).repeat(SCRIPT_LEAD) + rest.toString(16).repeat(8));
const heard = fc.oneof(key.map((callback) => ({ callbacks: [callback], scripts: [] })), sketch.map((script) => ({ callbacks: [], scripts: [script] })));
const fold = (all: readonly CallerHints[]): CallerHints => all.reduce(mergeHints, NONE);

describe('hints', () => {
  it('are the same from any order and grouping, however often they are heard', () =>
    fc.assert(fc.property(fc.array(heard, { maxLength: 40 }).chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }), fc.nat(40))), ([all, twice, cut]) => {
      expect(mergeHints(fold(twice.slice(0, cut)), fold(twice.slice(cut)))).toEqual(fold(all));
    })));

  it('are few, ascending, and of sketches that begin alike one', () => fc.assert(fc.property(fc.array(heard, { maxLength: 60 }), (all) => {
    const { callbacks, scripts } = fold(all);
    for (const kept of [callbacks, scripts]) expect([kept.length <= HINTS_KEPT, [...kept].sort()]).toEqual([true, kept]);
    expect(new Set(scripts.map((script) => script.slice(0, SCRIPT_LEAD))).size).toBe(scripts.length);
    expect(all.flatMap(({ scripts: said }) => said).every((said) => scripts.length === HINTS_KEPT || scripts.some((kept) => kept.slice(0, SCRIPT_LEAD) === said.slice(0, SCRIPT_LEAD)))).toBe(true);
  })));
});
