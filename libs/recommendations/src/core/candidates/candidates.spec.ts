import fc from 'fast-check';
import { readRule, readRules } from '#callers/core';
import { CATEGORIES, KINDS } from '../recommendation.js';
import type { Proposal, UserSituation } from '../situation.js';
import { byHour, situationOf } from '../situation.fixture.js';
import { candidatesOf } from './candidates.js';
import { quietHours } from './quiet-hours.js';
import { sureAbove } from './share-test.js';

const rule = (id: string, then: 'allow' | 'log' = 'allow') => ({ id, enabled: true, when: { number: '+8695*' }, then }) as const;
const proposal = (entryId: string, parts: Partial<Proposal> = {}): Proposal => ({ entryId, number: '+8613800138000', shownNumber: '+86138•••8000', state: 'proposed', kind: 'permanent', reason: 'dialled', ...parts });
const missing = (missed: number, newCallers: number): Partial<UserSituation> => ({ foreseen: { newCallers, all: { answered: 0.7, missed: 0.3 }, ofNewCallers: { answered: 1 - missed, missed } } });
const kindsOf = (parts: Partial<UserSituation>): string[] => candidatesOf(situationOf(parts)).map(({ kind }) => kind);

describe('what a user might change', () => {
  it.each<[string, Partial<UserSituation>, string[]]>([
    ['nothing, where nothing speaks for it', {}, []],
    ['nothing, of a user without a call', { spam: { calls: 0, incoming: 0 }, incoming: 0, answered: 0, aiHandled: 0 }, []],
    ['a block of spam, from one call in twenty', { spam: { calls: 5, incoming: 100 } }, ['block_spam']],
    ['none just below', { spam: { calls: 4, incoming: 100 } }, []],
    ['none on too few calls', { spam: { calls: 19, incoming: 19 } }, []],
    ['a stricter strategy as well, from one in five', { spam: { calls: 20, incoming: 100 } }, ['block_spam', 'stricter_strategy']],
    ['no stricter one where it is the strictest', { spam: { calls: 20, incoming: 100 }, strategy: 'strict' }, ['block_spam']],
    ['no block that stands already', { spam: { calls: 9, incoming: 100 }, rules: [{ ...rule('advice-block-spam') }] }, []],
    ['rules that may be of no use, but none that only logs', { rules: [rule('a'), rule('b', 'log'), rule('c')] }, ['unused_rule', 'unused_rule']],
    ['at most five of them', { rules: ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => rule(id)) }, new Array(5).fill('unused_rule')],
    ['quiet nights', { byHour: { incoming: byHour({ 23: 4, 2: 2 }), answered: byHour({}) } }, ['quiet_hours']],
    ['a mailbox for campaigns', { aiHandled: 30 }, ['mailbox_for_campaigns']],
    ['what waits for the user’s word', { proposals: ['a', 'b', 'c', 'd'].map((id) => proposal(id)), strategy: 'strict', spam: { calls: 9, incoming: 100 } }, ['block_spam', 'confirm_entry', 'confirm_entry', 'confirm_entry']],
    ['a looser strategy where much waits and little is spam', { proposals: ['a', 'b', 'c'].map((id) => proposal(id)), strategy: 'strict' }, ['looser_strategy', 'confirm_entry', 'confirm_entry', 'confirm_entry']],
    ['numbers known for a month only', { proposals: [proposal('a', { state: 'active', kind: 'temporary', reason: 'spoken_with' }), proposal('b', { state: 'active' }), proposal('c', { state: 'active', kind: 'temporary', reason: 'answered_twice' })] }, ['keep_number']],
    ['people to call back', { missedContacts: { numbers: 2, calls: 8 } }, ['call_back']],
    ['a look at security', { securityEvents: 3 }, ['review_security']],
    ['an end of sharing, where there is a risk', { shareAnalytics: true, securityEvents: 1 }, ['stop_sharing']],
    ['none without one', { shareAnalytics: true }, []],
    ['the assistant for new callers, from every second one missed', missing(0.5, 0.1), ['assistant_for_new_callers']],
    ['none just below', missing(0.49, 0.9), []],
    ['none for hardly any call', missing(0.9, 0.04), []],
    ['none where it is there already', { ...missing(0.9, 0.5), rules: [{ ...rule('advice-new-callers') }] }, []],
    ['none on too few calls', { ...missing(0.9, 1), spam: { calls: 0, incoming: 19 }, incoming: 19, aiHandled: 0 }, []],
  ])('%s', (_name, parts, kinds) => expect(kindsOf(parts)).toEqual(kinds));

  const count = fc.nat({ max: 500 });
  const hours = fc.array(fc.nat({ max: 30 }), { minLength: 24, maxLength: 24 });
  const anySituation: fc.Arbitrary<UserSituation> = fc.record({
    strategy: fc.constantFrom('strict', 'moderate', 'permissive'), language: fc.constantFrom('en', 'zh-CN'), shareAnalytics: fc.boolean(), rules: fc.constantFrom([], [rule('a')], [rule('a'), rule('b', 'log')]),
    spam: fc.tuple(count, count).map(([calls, others]) => ({ calls, incoming: calls + others })), incoming: count, answered: count, aiHandled: count, securityEvents: count,
    byHour: fc.record({ incoming: hours, answered: hours }), proposals: fc.constantFrom([], [proposal('x')], [proposal('x', { state: 'active', kind: 'temporary', reason: 'called_back' })]),
    missedContacts: count.map((numbers) => ({ numbers, calls: 3 * numbers })), foreseen: fc.constantFrom(undefined, missing(0.8, 0.5).foreseen),
  });

  it('is whole and unlike each other, whatever the situation', () => {
    fc.assert(fc.property(anySituation, (situation) => {
      const candidates = candidatesOf(situation);
      expect(new Set(candidates.map(({ key }) => key)).size).toBe(candidates.length);
      for (const { kind, category, confidence, strength, action } of candidates) {
        expect([KINDS.includes(kind), CATEGORIES.includes(category), confidence >= 0 && confidence <= 1, strength > 0]).toEqual([true, true, true, true]);
        if ('rule' in action) expect(readRule(action.rule, (written) => written)).toEqual({ value: action.rule });
      }
      const added = candidates.flatMap(({ action }) => ('rule' in action ? [action.rule] : []));
      expect(readRules({ rules: added }, (written) => written)).toEqual({ value: added });
    }));
  });
});

it.each([['en', ['Block spam', 'Quiet hours', 'Campaigns to the mailbox', 'Assistant for new callers']], ['zh-CN', ['拦截骚扰电话', '免打扰时段', '群呼转语音信箱', '新号码由助理接听']]])('rules of advice are named in %s', (language, names) => {
  const candidates = candidatesOf(situationOf({ language, spam: { calls: 9, incoming: 100 }, byHour: { incoming: byHour({ 23: 9 }), answered: byHour({}) }, aiHandled: 40, ...missing(0.8, 0.5) }));
  expect(candidates.flatMap(({ action }) => ('rule' in action ? [action.rule.name] : []))).toEqual(names);
});

it('the assistant for new callers is advised with the figures it rests on, and leaves what is held for spam to the strategy', () => {
  expect(candidatesOf(situationOf(missing(0.75, 0.4)))).toMatchObject([{
    figures: { newCalls: 40, missedCalls: 30, percent: 75, allPercent: 30 }, strength: 30, impact: 'high',
    action: { type: 'rule', rule: { when: { caller: { seenBefore: false, verdict: ['unknown', 'legitimate'] } }, then: 'screen' } },
  }]);
});

describe('quiet hours', () => {
  it.each<[string, Record<number, number>, Record<number, number>, [number, number] | undefined]>([
    ['span the calls that came in vain', { 22: 3, 6: 3 }, {}, [22, 7]],
    ['leave out an hour in which one in five is answered', { 21: 4, 23: 6 }, { 21: 1 }, [23, 5]],
    ['are the shortest of equally good ones', { 1: 5 }, {}, [0, 5]],
    ['are none below five calls', { 1: 4 }, {}, undefined],
    ['are none of whoever answers', { 23: 10 }, { 23: 2 }, undefined],
    ['are none by day', { 12: 50 }, {}, undefined],
  ])('%s', (_name, incoming, answered, expected) => {
    const found = quietHours({ incoming: byHour(incoming), answered: byHour(answered) });
    expect(found && [found.from, found.to]).toEqual(expected);
  });
});

describe('how sure a share is above a threshold', () => {
  it.each([[0, 0, 0.1, 0], [10, 100, 0.1, 0.5], [16, 100, 0.1, 0.97725], [4, 100, 0.1, 0.02275]])('%i in %i over %p: %p', (successes, total, threshold, expected) =>
    expect(sureAbove(successes, total, threshold)).toBeCloseTo(expected, 4));
});
