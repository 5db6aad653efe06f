import fc from 'fast-check';
import { SPAM_CATEGORIES, STRATEGIES, FEEDBACK_LABELS } from '#realtime/core';
import { recommend } from '../action.js';
import { VERDICTS } from '../verdict.js';
import { isEmergencyNumber } from './emergency.js';
import { matchRules, meets, type RuleCall } from './match-rules.js';
import type { Conditions, Rule } from './rule.js';
import { AT_MS, CALL, rule } from './rules.fixture.js';

const MINUTE_MS = 60_000;
const minutesAgo = (...minutes: number[]): Partial<RuleCall> => ({ callTimes: minutes.map((ago) => AT_MS - ago * MINUTE_MS) });
const SPAM: Partial<RuleCall> = { verdict: 'spam', category: 'loan', spamProbability: 0.9 };

describe('a condition', () => {
  it.each<[string, Conditions, Partial<RuleCall>, boolean]>([
    ['the number itself', { number: '+8613800138000' }, {}, true],
    ['another number', { number: '+8613800138001' }, {}, false],
    ['a longer number', { number: '+861380013800' }, {}, false],
    ['how it begins', { number: '+86138*' }, {}, true],
    ['all of it, and a star', { number: '+8613800138000*' }, {}, true],
    ['another beginning', { number: '+86139*' }, {}, false],
    ['any number, where it is withheld', { number: '+8*' }, { number: undefined }, false],
    ['hours that hold', { hours: { from: '18:00', to: '18:01' } }, {}, true],
    ['hours that do not', { hours: { from: '18:01', to: '18:00' } }, {}, false],
    ['two calls, and only this one', { frequency: { calls: 2, withinMinutes: 10 } }, {}, false],
    ['two calls, this one and one just within', { frequency: { calls: 2, withinMinutes: 10 } }, minutesAgo(9.99), true],
    ['two calls, the other too old', { frequency: { calls: 2, withinMinutes: 10 } }, minutesAgo(10), false],
    ['two calls, the other yet to come', { frequency: { calls: 2, withinMinutes: 10 } }, minutesAgo(-1), false],
    ['three calls of four', { frequency: { calls: 3, withinMinutes: 60 } }, minutesAgo(1, 30, 59), true],
    ['three calls, two of them', { frequency: { calls: 3, withinMinutes: 60 } }, minutesAgo(1, 60, 61), false],
    ['its country', { caller: { country: ['US', 'CN'] } }, {}, true],
    ['another country', { caller: { country: ['US'] } }, {}, false],
    ['a country, where it has none', { caller: { country: ['US'] } }, { country: null }, false],
    ['its type', { caller: { numberType: ['voip', 'mobile'] } }, {}, true],
    ['another type', { caller: { numberType: ['voip'] } }, {}, false],
    ['its verdict', { caller: { verdict: ['spam', 'suspicious'] } }, SPAM, true],
    ['another verdict', { caller: { verdict: ['spam'] } }, {}, false],
    ['its category', { caller: { category: ['loan'] } }, SPAM, true],
    ['another category', { caller: { category: ['sales'] } }, SPAM, false],
    ['a category, where it has none', { caller: { category: [...SPAM_CATEGORIES] } }, {}, false],
    ['a probability that it has', { caller: { minProbability: 0.9 } }, SPAM, true],
    ['a greater one', { caller: { minProbability: 0.91 } }, SPAM, false],
    ['any probability, where nothing is known', { caller: { minProbability: 0 } }, {}, false],
    ['a stranger', { caller: { seenBefore: false } }, {}, true],
    ['one seen before, and is none', { caller: { seenBefore: true } }, {}, false],
    ['one of a campaign', { caller: { campaign: true } }, { campaign: true }, true],
    ['one of a campaign, and is none', { caller: { campaign: true } }, {}, false],
    ['a withheld number', { caller: { withheld: true } }, { withheld: true, number: undefined }, true],
    ['a number that shows', { caller: { withheld: false } }, { withheld: true }, false],
    ['two that hold', { number: '+86*', caller: { country: ['CN'], seenBefore: false } }, {}, true],
    ['two, one of which does not', { number: '+86*', caller: { country: ['CN'], seenBefore: true } }, {}, false],
  ])('wants %s', (_name, when, parts, expected) => expect(meets(when, { ...CALL, ...parts })).toBe(expected));
});

const any: Conditions = { caller: { country: ['CN'] } };
const exactly: Conditions = { number: '+8613800138000' };

describe('of several rules', () => {
  it('the first that matches and is more than a note decides, and all that match are told', () => {
    const rules = [rule('elsewhere', { number: '+1*' }, 'allow'), rule('note', any, 'log'), rule('first', any, 'screen'), rule('exact', exactly, 'block'), rule('late note', any, 'log')];
    expect(matchRules(rules, CALL)).toEqual({ matchedRules: ['note', 'first', 'exact', 'late note'], first: { id: 'first', action: 'screen' }, exact: { id: 'exact', action: 'block' } });
  });

  it('none decides where all are notes, are switched off or do not match', () => {
    const rules = [rule('note', exactly, 'log'), { ...rule('off', any), enabled: false }, rule('elsewhere', { number: '+1*' })];
    expect(matchRules(rules, CALL)).toEqual({ matchedRules: ['note'], first: undefined, exact: undefined });
    expect(matchRules([], CALL)).toEqual({ matchedRules: [] });
  });
});

const conditions = fc.constantFrom<Conditions>(any, exactly, { number: '+86138*' }, { number: '+1*' }, { hours: { from: '18:00', to: '19:00' } }, { caller: { verdict: ['spam'] } });
const aRule = fc.record({ id: fc.uuid(), enabled: fc.boolean(), when: conditions, then: fc.constantFrom<Rule['then']>('allow', 'screen', 'transfer', 'block', 'log') });
const rules = fc.uniqueArray(aRule, { maxLength: 8, selector: ({ id }) => id });
const situation = fc.record({
  verdict: fc.constantFrom(...VERDICTS), strategy: fc.constantFrom(...STRATEGIES), isContact: fc.boolean(), isEmergency: fc.boolean(), blockAllowed: fc.boolean(),
  ownLabel: fc.constantFrom(...FEEDBACK_LABELS, undefined), whitelisted: fc.constantFrom({ source: 'manual' } as const, undefined),
});
type Given = Parameters<typeof recommend>[0];
const decided = (given: Given, list: readonly Rule[]) => recommend({ ...given, rules: matchRules(list, { ...CALL, verdict: given.verdict }) });

describe('a decision with rules', () => {
  it('is no other for one more note, wherever it stands in the list', () => {
    fc.assert(fc.property(situation, rules, conditions, fc.nat(8), (given, list, when, at) => {
      expect(decided(given, list.toSpliced(at, 0, rule('note', when, 'log')))).toEqual(decided(given, list));
    }));
  });

  it('is no other for a rule behind the one that decides, unless that names the number', () => {
    fc.assert(fc.property(situation, rules, aRule, (given, list, last) => {
      const before = decided(given, list);
      fc.pre(before.decidedBy.startsWith('rule:') && last.when !== exactly);
      expect(decided(given, [...list, last])).toEqual(before);
    }));
  });

  it('of whom the user knows or lets through is a rule’s only where it names the number', () => {
    fc.assert(fc.property(situation, rules, (given, list) => {
      fc.pre(given.isContact || given.whitelisted !== undefined || (given.isEmergency && given.ownLabel !== 'spam'));
      const { decidedBy } = decided(given, list);
      const named = list.find(({ id }) => decidedBy === `rule:${id}`);
      expect(named === undefined ? ['contact', 'emergency', 'whitelist'].includes(decidedBy) : named.when === exactly).toBe(true);
    }));
  });
});

it.each([['+86110', true], ['+8696110', true], ['+86120', true], ['+861101', false], ['+8611012345678', false], ['+1911', false], [undefined, false]])(
  '%s is an emergency service: %s', (number, expected) => expect(isEmergencyNumber(number)).toBe(expected));
