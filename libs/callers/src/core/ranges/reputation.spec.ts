import fc from 'fast-check';
import { DAY_MS } from '#kernel';
import { DIRECTIONS, OUTCOMES } from '#realtime/core';
import { addMark, addPeople, emptyReputation, fortnightOf, markOfCall, markOfReport, standingOf, type Mark, type Reputation } from './reputation.js';

const NOW_MS = Date.UTC(2026, 10, 22);
const [INCOMING, OUTGOING] = [DIRECTIONS.indexOf('incoming'), DIRECTIONS.indexOf('outgoing')];
const outcome = (name: (typeof OUTCOMES)[number]): number => OUTCOMES.indexOf(name);

interface Marked {
  readonly mark: Mark;
  readonly atMs: number;
  readonly user: number;
}

function fold(marks: readonly Marked[]): Reputation[] {
  const rows = new Map<number, Reputation>();
  for (const { mark, atMs, user } of marks) {
    const fortnight = fortnightOf(atMs);
    const row = rows.get(fortnight) ?? emptyReputation(fortnight);
    rows.set(fortnight, row);
    addMark(row, mark, atMs);
    addPeople(row, user, 1);
  }
  return [...rows.values()].sort((left, right) => left.fortnight - right.fortnight);
}

const anyMark = fc.record({
  mark: fc.record({ bad: fc.nat(6), good: fc.nat(6) }), atMs: fc.integer({ min: NOW_MS - 900 * DAY_MS, max: NOW_MS }), user: fc.nat(1000),
});

describe('what a call says', () => {
  it.each<[string, number, number, number | undefined, Mark]>([
    ['turned away', INCOMING, outcome('rejected'), undefined, { bad: 2, good: 0 }],
    ['nobody there', INCOMING, outcome('missed'), undefined, { bad: 1, good: 0 }],
    ['hung up on', INCOMING, outcome('answered'), 4_000, { bad: 2, good: 0 }],
    ['a few words', INCOMING, outcome('answered'), 15_000, { bad: 0, good: 1 }],
    ['a talk', INCOMING, outcome('answered'), 90_000, { bad: 0, good: 2 }],
    ['taken by the assistant', INCOMING, outcome('ai_handled'), 40_000, { bad: 0, good: 0 }],
    ['of unknown length', INCOMING, outcome('answered'), undefined, { bad: 0, good: 0 }],
    ['dialled by the user', OUTGOING, outcome('missed'), undefined, { bad: 0, good: 4 }],
  ])('%s', (_name, direction, result, durationMs, mark) => expect(markOfCall({ direction, outcome: result, durationMs })).toEqual(mark));

  it('a report weighs three calls, an unsure one nothing', () =>
    expect([markOfReport('spam'), markOfReport('not_spam'), markOfReport('unsure')]).toEqual([{ bad: 6, good: 0 }, { bad: 0, good: 6 }, { bad: 0, good: 0 }]));
});

describe('reputation', () => {
  it('is the same whatever the order, in whole numbers', () => {
    fc.assert(fc.property(fc.array(anyMark), (marks) => {
      const rows = fold(marks);
      expect(fold([...marks].reverse())).toEqual(rows);
      for (const row of rows) for (const sum of [row.heatBad, row.heatGood, row.evidenceBad, row.evidenceGood]) expect(Number.isSafeInteger(sum)).toBe(true);
    }));
  });

  it('forgets without a trace what is taken back', () => {
    fc.assert(fc.property(anyMark, ({ mark, atMs }) => {
      const row = emptyReputation(fortnightOf(atMs));
      addMark(row, mark, atMs);
      addMark(row, mark, atMs, -1);
      expect(row).toEqual(emptyReputation(fortnightOf(atMs)));
    }));
  });

  it.each([[0, 1, 1], [14, 0.5, 2 ** (-14 / 120)], [120, 2 ** (-120 / 14), 0.5]])('after %d days has heat %d and evidence %d of a call', (days, heat, evidence) => {
    const standing = standingOf(fold([{ mark: { bad: 2, good: 0 }, atMs: NOW_MS, user: 1 }]), NOW_MS + days * DAY_MS);
    expect(standing.heat.bad).toBeCloseTo(heat, 1);
    expect(standing.evidence.bad).toBeCloseTo(evidence, 2);
    expect(standing.unfaded.bad).toBeGreaterThan(0.92);
    expect(standing.unfaded.bad).toBeLessThanOrEqual(1.001);
    expect(standing.recent.bad / standing.evidence.bad / evidence).toBeGreaterThan(0.99);
    expect(standing.recent.bad / standing.evidence.bad / evidence).toBeLessThan(1.09);
  });

  it('keeps what a fortnight knew of many numbers beside what a few words say in the next', () => {
    const blockRow = (atMs: number, members: Mark) => ({ ...emptyReputation(fortnightOf(atMs)), members });
    const rows = [blockRow(NOW_MS - 14 * DAY_MS, { bad: 0, good: 12 }), blockRow(NOW_MS, { bad: 12, good: 0 })];
    const { bad, good } = standingOf(rows, NOW_MS).members;
    expect([bad, good > 5, good < 12]).toEqual([12, true, true]);
  });

  it('has nothing left to say after years', () => {
    const standing = standingOf(fold([{ mark: { bad: 2, good: 0 }, atMs: NOW_MS, user: 1 }]), NOW_MS + 3000 * DAY_MS);
    expect(standing.evidence.bad).toBeLessThan(1e-6);
    expect(standing.members.bad + standing.members.good).toBeLessThan(1e-6);
  });
});
