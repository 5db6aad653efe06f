import fc from 'fast-check';
import { shuffled } from '../../../../../test/contracts/shuffled.fixture.js';
import { AS_OF_MS, DAY_MS } from '../facts.fixture.js';
import { foldDisputes, JOINERS_KEPT, type DisputeFact } from './dispute-facts.js';
import { forgottenBefore, NO_SUSPENSION_DAYS, openDispute, underDispute, type Dispute, type DisputeOutcome, type Objector, type Standing } from './dispute.js';

const day = (days: number): number => AS_OF_MS + days * DAY_MS;
const by = (user: number, standing: Standing): Objector => ({ user, standing });
const NOBODY = by(1, 'none');
const dispute = (id: string, opened: number, decided?: readonly [days: number, outcome: DisputeOutcome], ...objectors: readonly Objector[]): Dispute =>
  ({ id, openedMs: day(opened), deadlineMs: day(opened + 7), resolvedMs: decided && day(decided[0]), outcome: decided?.[1], objectors: objectors.length > 0 ? objectors : [NOBODY] });

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

  const rejected = (id: string, opened: number, ...objectors: readonly Objector[]) => dispute(id, opened, [opened + 1, 'rejected'], ...objectors);
  const open = (opened: number, ...objectors: readonly Objector[]) => dispute('z', opened, undefined, ...objectors);
  it.each<[string, Dispute[], boolean]>([
    ['nobody the number ever called', [rejected('a', 0, NOBODY), open(9, by(2, 'none'))], false],
    ['somebody else who had calls with it', [rejected('a', 0, NOBODY), open(9, by(2, 'acquainted'))], true],
    ['somebody else whom the platform vouches for', [rejected('a', 0, NOBODY), open(9, by(2, 'vouched'))], true],
    ['somebody like that who joins', [rejected('a', 0, NOBODY), open(9, by(1, 'acquainted'), by(2, 'vouched'))], true],
    ['who opened the rejected one', [rejected('a', 0, by(2, 'acquainted')), open(9, by(2, 'acquainted'))], false],
    ['who had joined the rejected one', [rejected('a', 0, NOBODY, by(2, 'vouched')), open(9, by(2, 'vouched'))], false],
    ['a third one with standing, after the second was rejected', [rejected('a', 0, NOBODY), rejected('b', 9, by(2, 'vouched')), open(20, by(3, 'vouched'))], false],
    ['the same 90 days after the first, not after the second', [rejected('a', 0, NOBODY), rejected('b', 80, by(2, 'vouched')), open(100, by(3, 'vouched'))], false],
    ['the same 90 days after the second', [rejected('a', 0, NOBODY), rejected('b', 9, by(2, 'vouched')), open(100, by(3, 'none'))], true],
    ['somebody with standing after one that suspended nothing', [rejected('a', 0, NOBODY), rejected('b', 9, NOBODY), open(20, by(3, 'vouched'))], true],
    ['somebody with standing after the second was upheld', [rejected('a', 0, NOBODY), dispute('b', 9, [10, 'upheld'], by(2, 'vouched')), open(20, by(3, 'vouched'))], true],
  ])('within 90 days of a rejected one, by %s', (_name, disputes, suspends) => {
    fc.assert(fc.property(fc.nat(), (seed) => expect(openDispute(shuffled(disputes, seed))?.suspends).toBe(suspends)), { numRuns: 20 });
  });

  it('buys a crowd no more than one more suspension in 90 days, however many come', () => {
    const crowd = Array.from({ length: 40 }, (_, at) => rejected(`d-${String(at).padStart(2, '0')}`, 2 * at, by(at + 1, 'acquainted')));
    const suspended = crowd.filter((each, at) => openDispute([...crowd.slice(0, at), { ...each, outcome: undefined, resolvedMs: undefined }])?.suspends);
    expect(suspended.map(({ id }) => id)).toEqual(['d-00', 'd-01']);
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
  const opened: DisputeFact = { fact: 'opened', disputeId: 'a', callerId: 1, eventId: 'a', atMs: day(0), deadlineMs: day(7), by: NOBODY };
  const joined = (user: number, standing: Standing, at = 1): DisputeFact => ({ fact: 'joined', disputeId: 'a', callerId: 1, eventId: `j-${String(user).padStart(3, '0')}`, atMs: day(at), by: by(user, standing) });
  const decided = (eventId: string, at: number, outcome: DisputeOutcome): DisputeFact => ({ fact: 'resolved', disputeId: 'a', callerId: 1, eventId, atMs: day(at), outcome });

  it('hears the first decision, in whatever order the facts come', () => {
    const facts = [opened, decided('y', 2, 'rejected'), decided('x', 2, 'upheld'), decided('w', 3, 'rejected')];
    fc.assert(fc.property(fc.nat(), (seed) => expect(foldDisputes(shuffled(facts, seed))).toEqual([dispute('a', 0, [2, 'upheld'])])));
  });

  it('keeps of those who join the ones with most standing and then the first, in whatever order the facts come', () => {
    const strangers = Array.from({ length: JOINERS_KEPT + 5 }, (_, at) => joined(100 + at, 'none'));
    const facts = [opened, ...strangers, joined(2, 'acquainted', 3), joined(3, 'vouched', 4), joined(4, 'acquainted', 2)];
    const kept = [1, 3, 4, 2, ...Array.from({ length: JOINERS_KEPT - 3 }, (_, at) => 100 + at)];
    fc.assert(fc.property(fc.nat(), (seed) => expect(foldDisputes(shuffled(facts, seed))[0]?.objectors.map(({ user }) => user)).toEqual(kept)));
  });

  it('knows no dispute without its opening', () => expect(foldDisputes([decided('x', 2, 'upheld'), joined(2, 'vouched')])).toEqual([]));
});
