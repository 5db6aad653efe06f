import fc from 'fast-check';
import { isContact, recommend, type Action } from '../action.js';
import { emptyCaller, type CallerState } from '../caller-state.js';
import { callsMade, type Evidence, type Facts } from '../evidence.js';
import { anyFactsAround, AS_OF_MS, DAY_MS } from '../facts.fixture.js';
import type { Opinion } from '../opinion.js';
import type { Judgement, Verdict } from '../verdict.js';
import { counterfactual, judgePremises } from './counterfactual.js';
import type { Premises } from './kind.js';
import { restsOn, without } from './rests-on.js';
import { applied, KINDS, smallestChange } from './smallest-change.js';

/** A model that thinks little of who is not answered. */
function opinionOn({ caller }: Evidence): Opinion {
  const made = callsMade(caller);
  const probability = made === 0 ? 0.5 : 0.02 + 0.96 * (1 - (caller?.made[0] ?? 0) / made);
  return { model: { name: 'spam_classifier', version: 1 }, probability, interval: [Math.max(0, probability - 0.1), Math.min(1, probability + 0.1)] };
}

const verdictOf = (premises: Premises): Verdict => judgePremises(premises, opinionOn).verdict;
const decide = ({ verdict }: Judgement, { facts: { relation, ownLabel } }: Premises): Action =>
  recommend({ verdict, strategy: 'moderate', isContact: isContact(relation, ownLabel), ownLabel }).action;
const actionOf = (premises: Premises): Action => decide(judgePremises(premises, opinionOn), premises);

const premisesOf = (facts: Partial<Facts>, parts: Partial<Premises> = {}): Premises =>
  ({ facts: { caller: undefined, users: 0, reports: [], asOfMs: AS_OF_MS, ...facts }, asksModel: false, hasUser: true, crowdCounts: true, ...parts });
const anyPremises: fc.Arbitrary<Premises> = fc.record({ facts: anyFactsAround, asksModel: fc.boolean(), hasUser: fc.boolean(), crowdCounts: fc.boolean() });

const counts = ({ facts: { caller } }: Premises): number[] =>
  caller === undefined ? [] : [...caller.made, ...caller.taken, ...caller.durations, caller.timed, caller.timedAnswered, caller.short, caller.answeredMs];
const calls = (parts: Partial<CallerState>): CallerState => ({ ...emptyCaller(), firstMs: AS_OF_MS - 2 * DAY_MS, lastMs: AS_OF_MS, ...parts });
const spamReports = (count: number): Facts['reports'] => [{ label: 'spam', reportedMs: AS_OF_MS, count }];

describe('the smallest change', () => {
  it.each([['verdict', verdictOf], ['action', actionOf]])('of the %s makes another one, and one step less does not', (_name, outcome: (premises: Premises) => string) => {
    let found = 0;
    fc.assert(fc.property(anyPremises, (premises) => {
      const steps = smallestChange(premises, outcome);
      if (steps === undefined) return;
      found++;
      expect(outcome(applied(premises, steps))).not.toBe(outcome(premises));
      steps.forEach((step, at) => expect(outcome(applied(premises, steps.map((other, index) => (index === at ? { ...step, steps: step.steps - 1 } : other))))).toBe(outcome(premises)));
    }), { numRuns: 150 });
    expect(found).toBeGreaterThan(40);
  });

  it('thinks of nothing that cannot be: no count falls below zero, no call is lost', () => {
    fc.assert(fc.property(anyPremises, fc.constantFrom(...KINDS), fc.double({ min: 0, max: 1, noNaN: true }), (premises, kind, share) => {
      const steps = Math.ceil(share * kind.most(premises));
      const changed = applied(premises, [{ kind, steps }]);
      expect(counts(changed).every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
      const added = kind.what.startsWith('more_') ? steps : 0;
      expect(callsMade(changed.facts.caller)).toBe(callsMade(premises.facts.caller) + added);
      expect(changed.facts.reports.every(({ count = 1 }) => count > 0)).toBe(true);
    }));
  });

  const spammer = { caller: calls({ made: [1, 2, 17, 0, 0], timed: 1, timedAnswered: 1, answeredMs: 4000, short: 1, durations: [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] }), users: 20 };
  const block = { size: 1_000, heat: { bad: 25, good: 1 }, evidence: { bad: 60, good: 3 }, members: { bad: 20, good: 1 }, users: 24, numbers: 22 } as const;

  it.each<[string, Partial<Facts>, readonly string[], boolean?]>([
    ['of nothing known is what users say', {}, ['more_not_spam_reports']],
    ['of a spammer is a talk in place of the call that ended at once', spammer, ['short_calls']],
    ['of reports alone is what one more user says', { reports: spamReports(12) }, ['more_not_spam_reports']],
    ['of a stranger from a bad block is that one user talks with it', { blocks: [block] }, ['more_not_spam_reports']],
    ['of a stranger from a bad block is a call of the user while words are suspended', { blocks: [block] }, ['calls_by_user'], false],
  ])('%s', (_name, facts, what, crowdCounts = true) => {
    const { verdict } = counterfactual(premisesOf(facts, { crowdCounts }), { opinionOn, decide });
    expect(verdict.changes.map((change) => change.what)).toEqual(what);
    expect(verdict.after).not.toBe(verdict.now);
  });

  it('is told in figures', () => {
    const { verdict } = counterfactual(premisesOf({ reports: spamReports(12) }, { hasUser: false }), { opinionOn, decide });
    const text = 'if 1 more user, known for 28 days and without a report before, had talked with it by day for a minute and a half and said it is not spam';
    expect(verdict.changes).toEqual([{ what: 'more_not_spam_reports', from: 0, to: 1, text }]);
    expect(verdict).toMatchObject({ now: 'spam', after: 'suspicious', reason: null });
  });

  it('is none, with a reason, where nothing of the kind decides', () => {
    const always = counterfactual(premisesOf(spammer), { opinionOn, decide: () => 'allow' });
    expect(always.action).toEqual({ now: 'allow', after: null, changes: [], reason: 'no change of one or two kinds of evidence would change it' });
  });

  it('needs two kinds where neither will do alone', () => {
    const both = ({ facts: { campaign, isNeighbour } }: Premises): boolean => campaign === undefined && isNeighbour !== true;
    const premises = premisesOf({ isNeighbour: true, campaign: { confidence: 1, numbers: 5, users: 9 } });
    expect(smallestChange(premises, both)?.map(({ kind }) => kind.what)).toEqual(['neighbour', 'campaign']);
  });
});

/** Of nobody who is known, and nothing good said. */
const badPremises = anyPremises.map((premises): Premises => {
  const { reports, blocks = [], ...facts } = premises.facts;
  const heard = blocks.map((block) => ({ ...block, heat: { ...block.heat, good: 0 } }));
  return { ...premises, facts: { ...facts, own: undefined, relation: undefined, ownLabel: undefined, blocks: heard, reports: reports.filter(({ label }) => label !== 'not_spam') } };
});

describe('what a verdict rests on', () => {
  it('is named for everything spam or suspicious; without it the verdict is another, without part of it it is not', () => {
    let bad = 0;
    fc.assert(fc.property(fc.oneof(anyPremises, badPremises), (premises) => {
      const verdict = verdictOf(premises);
      if (verdict !== 'spam' && verdict !== 'suspicious') return;
      bad++;
      const parts = restsOn(premises, verdictOf);
      expect(parts).not.toEqual([]);
      expect(verdictOf(without(premises, parts))).not.toBe(verdict);
      for (const part of parts) expect(verdictOf(without(premises, parts.filter((other) => other !== part)))).toBe(verdict);
    }), { numRuns: 400 });
    expect(bad).toBeGreaterThan(30);
  });

  it('is empty where it would stand all the same', () => expect(restsOn(premisesOf({}), () => 'unknown')).toEqual([]));
});
