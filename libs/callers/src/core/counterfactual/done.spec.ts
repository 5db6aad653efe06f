import fc from 'fast-check';
import { EVENT_KINDS, type StoredCall, type UserLabel } from '#realtime/core';
import { foldCallers } from '../caller-state.js';
import { FULLY_KNOWN_DAYS, reporterWeight, trackRecord } from '../crowd/reporter-weight.js';
import { setNewcomersApart } from '../crowd/newcomers.js';
import type { Facts } from '../evidence.js';
import { anyCall, AS_OF_MS, DAY_MS, type Call } from '../facts.fixture.js';
import { foldPairs } from '../pair-state.js';
import { standingsAt } from '../ranges/neighbourhood.js';
import { reputationFrom } from '../ranges/reputation-fold.js';
import type { Verdict } from '../verdict.js';
import { counterfactual, judgePremises } from './counterfactual.js';
import type { Premises } from './kind.js';
import { applied, KINDS } from './smallest-change.js';

const CALLER = 7;
const ASKING = 1;
const FIRST_NEW = 1_000_000;

/** What the service has been told. */
interface Told {
  readonly calls: readonly (Call & { readonly userId: number; readonly isNewcomer?: boolean })[];
  /** Each of another user, known for a month and without a record. */
  readonly labels: readonly { readonly userId: number; readonly label: 'spam' | 'not_spam'; readonly agoMs: number }[];
}

const record = trackRecord({ agreed: 0, disagreed: 0 });

/** The facts from the events themselves, as folds and reads leave them. */
function factsFrom({ calls, labels }: Told): Facts {
  const events = calls.map(({ userId, agoMs, isNewcomer, ...call }, position): StoredCall =>
    ({ eventId: `${position}`, position, kind: isNewcomer === true ? EVENT_KINDS.newcomer : EVENT_KINDS.call, userId, occurredAtMs: AS_OF_MS - agoMs, receivedAtMs: AS_OF_MS, call: { callerId: CALLER, ...call } }));
  const [vouched, fresh] = [events.filter(({ kind }) => kind === EVENT_KINDS.call), events.filter(({ kind }) => kind === EVENT_KINDS.newcomer)];
  const words = labels.map(({ userId, label, agoMs }): UserLabel => ({ callerId: CALLER, userId, label, category: undefined, reportedMs: AS_OF_MS - agoMs, eventId: `${userId}` }));
  const others = foldCallers(vouched).get(CALLER);
  return setNewcomersApart({
    caller: foldCallers(events).get(CALLER), users: foldPairs(events).length, asOfMs: AS_OF_MS, relation: foldPairs(events).find(({ userId }) => userId === ASKING),
    reports: words.map(({ userId, label, reportedMs }) => ({ label, reportedMs, weight: reporterWeight(record, { knownDays: FULLY_KNOWN_DAYS, callsBefore: calls.filter((call) => call.userId === userId && call.direction === 0).length }) })),
    newcomers: { caller: foldCallers(fresh).get(CALLER), users: foldPairs(fresh).length, others: others && { firstMs: others.firstMs, lastMs: others.lastMs } },
    ...standingsAt({ own: reputationFrom(vouched, words), blocks: undefined }, AS_OF_MS),
  });
}

/** Each user has a call by day, then says so; or the asking user dials. */
const DONE: Readonly<Record<string, (told: Told, steps: number) => Told>> = {
  more_not_spam_reports: (told, steps) => reported(told, steps, 'not_spam', { direction: 0, outcome: 0, durationMs: 90_000, localHour: 10, agoMs: 0 }),
  more_spam_reports: (told, steps) => reported(told, steps, 'spam', { direction: 0, outcome: 1, durationMs: undefined, localHour: 10, agoMs: 0 }),
  calls_by_user: (told, steps) => ({ ...told, calls: [...told.calls, ...users(steps).map(() => ({ userId: ASKING, direction: 1, outcome: 2, durationMs: undefined, localHour: 10, agoMs: 0 }))] }),
};
const users = (count: number): number[] => Array.from({ length: count }, (_, at) => FIRST_NEW + at);

function reported({ calls, labels }: Told, count: number, label: 'spam' | 'not_spam', call: Call): Told {
  return { calls: [...calls, ...users(count).map((userId) => ({ userId, ...call }))], labels: [...labels, ...users(count).map((userId) => ({ userId, label, agoMs: 0 }))] };
}

const anyTold: fc.Arbitrary<Told> = fc.record({
  calls: fc.array(fc.record({ call: anyCall, userId: fc.integer({ min: ASKING, max: 40 }), isNewcomer: fc.constantFrom(false, false, false, true) }), { maxLength: 40 })
    .map((calls) => calls.map(({ call, userId, isNewcomer }) => ({ ...call, userId: isNewcomer ? userId + 1000 : userId, isNewcomer }))),
  labels: fc.uniqueArray(fc.record({ userId: fc.integer({ min: 2, max: 40 }), label: fc.constantFrom('spam' as const, 'spam' as const, 'not_spam' as const), agoMs: fc.integer({ min: 0, max: 300 * DAY_MS }) }), { selector: ({ userId }) => userId, maxLength: 8 }),
});

const premisesOf = (told: Told): Premises => ({ facts: factsFrom(told), asksModel: false, hasUser: true, crowdCounts: true });
const verdictOf = (premises: Premises): Verdict => judgePremises(premises, () => undefined).verdict;

describe('what is named, once it is done', () => {
  it.each(Object.keys(DONE))('%s: leaves what was recomputed', (what) => {
    const kind = KINDS.find((other) => other.what === what) as (typeof KINDS)[number];
    fc.assert(fc.property(anyTold, fc.integer({ min: 1, max: 12 }), (told, steps) => {
      const thought = judgePremises(applied(premisesOf(told), [{ kind, steps }]), () => undefined);
      const done = judgePremises(premisesOf((DONE[what] as (typeof DONE)[string])(told, steps)), () => undefined);
      expect(thought.verdict).toBe(done.verdict);
      expect(thought.spamProbability).toBeCloseTo(done.spamProbability as number, 3);
    }), { numRuns: 60 });
  });

  it('flips the verdict, always', () => {
    let done = 0;
    fc.assert(fc.property(anyTold, (told) => {
      const premises = premisesOf(told);
      const { verdict } = counterfactual(premises, { opinionOn: () => undefined, decide: () => 'allow' });
      const [change, ...more] = verdict.changes;
      const act = DONE[change?.what ?? ''];
      if (change === undefined || act === undefined || more.length > 0) return;
      done++;
      const after = verdictOf(premisesOf(act(told, (change.to as number) - (change.from as number))));
      expect([after, after === verdictOf(premises)]).toEqual([verdict.after, false]);
    }), { numRuns: 50 });
    expect(done).toBeGreaterThan(8);
  });
});
