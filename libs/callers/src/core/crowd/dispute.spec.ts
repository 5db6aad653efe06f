import fc from 'fast-check';
import { shuffled } from '../../../../../test/contracts/shuffled.fixture.js';
import { AS_OF_MS, DAY_MS } from '../facts.fixture.js';
import { foldDisputes, type DisputeFact } from './dispute-facts.js';
import { forgottenBefore, NO_SUSPENSION_DAYS, openDispute, underDispute, type Dispute, type DisputeOutcome } from './dispute.js';

const day = (days: number): number => AS_OF_MS + days * DAY_MS;
const dispute = (id: string, opened: number, decided?: readonly [days: number, outcome: DisputeOutcome]): Dispute =>
  ({ id, openedMs: day(opened), deadlineMs: day(opened + 7), resolvedMs: decided && day(decided[0]), outcome: decided?.[1] });

describe('openDispute', () => {
  it.each<[string, Dispute[], string | undefined, boolean | undefined]>([
    ['none', [], undefined, undefined],
    ['a first one suspends', [dispute('a', 0)], 'a', true],
    ['past its deadline it still does', [dispute('a', -300)], 'a', true],
    ['a decided one is over', [dispute('a', 0, [3, 'rejected'])], undefined, undefined],
    ['one within 90 days of a rejected one is heard without', [dispute('a', 0, [3, 'rejected']), dispute('b', 3 + NO_SUSPENSION_DAYS - 0.001)], 'b', false],
    ['90 days later it suspends again', [dispute('a', 0, [3, 'rejected']), dispute('b', 3 + NO_SUSPENSION_DAYS)], 'b', true],
    ['an upheld one spoils nothing', [dispute('a', 0, [3, 'upheld']), dispute('b', 4)], 'b', true],
    ['of two at once the first', [dispute('b', 1), dispute('a', 0)], 'a', true],
    ['of two at the same moment the first by id', [dispute('b', 0), dispute('a', 0)], 'a', true],
    ['a rejection that comes while another is open leaves that one suspending', [dispute('a', 0, [3, 'rejected']), dispute('b', 1)], 'b', true],
  ])('%s', (_name, disputes, id, suspends) => {
    const open = openDispute(disputes);
    expect([open?.id, open?.suspends]).toEqual([id, suspends]);
  });
});

describe('what a dispute leaves of reports', () => {
  const reports = [{ label: 'spam' as const, reportedMs: AS_OF_MS, weight: 0.7, count: 3 }];

  it('is their number without their weight while it suspends, and all of it otherwise', () => {
    expect(underDispute(reports, openDispute([dispute('a', 0)]))).toEqual([{ ...reports[0], weight: 0 }]);
    expect(underDispute(reports, openDispute([dispute('a', 0, [1, 'rejected']), dispute('b', 2)]))).toBe(reports);
    expect(underDispute(reports, undefined)).toBe(reports);
  });

  it('is what came since the latest opening that was upheld', () => {
    expect(forgottenBefore([])).toBe(0);
    expect(forgottenBefore([dispute('a', 0, [5, 'upheld']), dispute('b', 9, [12, 'upheld']), dispute('c', 20, [21, 'rejected']), dispute('d', 30)])).toBe(day(9));
  });
});

describe('foldDisputes', () => {
  const opened: DisputeFact = { fact: 'opened', disputeId: 'a', callerId: 1, eventId: 'a', atMs: day(0), deadlineMs: day(7) };
  const decided = (eventId: string, at: number, outcome: DisputeOutcome): DisputeFact => ({ fact: 'resolved', disputeId: 'a', callerId: 1, eventId, atMs: day(at), outcome });

  it('hears the first decision, in whatever order the facts come', () => {
    const facts = [opened, decided('y', 2, 'rejected'), decided('x', 2, 'upheld'), decided('w', 3, 'rejected')];
    fc.assert(fc.property(fc.nat(), (seed) => expect(foldDisputes(shuffled(facts, seed))).toEqual([dispute('a', 0, [2, 'upheld'])])));
  });

  it('knows no dispute without its opening', () => expect(foldDisputes([decided('x', 2, 'upheld')])).toEqual([]));
});
