import fc from 'fast-check';
import { FEEDBACK_LABELS, STRATEGIES } from '#realtime/core';
import { ACTIONS, isContact, recommend } from './action.js';
import { VERDICTS } from './verdict.js';

const situation = fc.record({
  verdict: fc.constantFrom(...VERDICTS),
  strategy: fc.constantFrom(...STRATEGIES),
  ownLabel: fc.constantFrom(...FEEDBACK_LABELS, undefined),
});

describe('recommend', () => {
  it('never blocks a contact', () => {
    fc.assert(fc.property(situation, (given) => {
      expect(recommend({ ...given, isContact: true })).toMatchObject({ decidedBy: 'contact' });
      expect(['allow', 'screen']).toContain(recommend({ ...given, isContact: true }).action);
    }));
  });

  it('takes the word of the user before the strategy', () => {
    fc.assert(fc.property(situation, (given) => {
      const own = (ownLabel: 'spam' | 'not_spam') => recommend({ ...given, isContact: false, ownLabel });
      expect(own('spam')).toEqual({ action: 'block', decidedBy: 'own_feedback' });
      expect(own('not_spam')).toEqual({ action: 'allow', decidedBy: 'own_feedback' });
    }));
  });

  it.each([
    ['strict', ['block', 'transfer', 'screen', 'allow']],
    ['moderate', ['block', 'screen', 'screen', 'allow']],
    ['permissive', ['transfer', 'screen', 'allow', 'allow']],
  ] as const)('%s: spam, suspicious, unknown, legitimate → %j', (strategy, actions) => {
    const decided = VERDICTS.map((verdict) => recommend({ verdict, strategy, isContact: false, ownLabel: 'unsure' }));
    expect(decided).toEqual(actions.map((action) => ({ action, decidedBy: `strategy:${strategy}` })));
  });

  it('is never milder under a stricter strategy, nor with a worse verdict', () => {
    const rank = (strategy: (typeof STRATEGIES)[number], at: number): number =>
      ACTIONS.indexOf(recommend({ verdict: VERDICTS[at]!, strategy, isContact: false }).action);
    VERDICTS.forEach((_verdict, at) => {
      expect(rank('strict', at)).toBeGreaterThanOrEqual(rank('moderate', at));
      expect(rank('moderate', at)).toBeGreaterThanOrEqual(rank('permissive', at));
      if (at > 0) STRATEGIES.forEach((strategy) => expect(rank(strategy, at)).toBeLessThanOrEqual(rank(strategy, at - 1)));
    });
  });
});

describe('recommend, of those who are let through', () => {
  const spam = { verdict: 'spam', strategy: 'strict', isContact: false } as const;
  const entry = { whitelisted: { source: 'manual' as const } };
  const rules = { matchedRules: ['a', 'b'], first: { id: 'a', action: 'block' }, exact: undefined } as const;
  const exact = { ...rules, exact: { id: 'b', action: 'transfer' } } as const;

  it.each<[string, Partial<Parameters<typeof recommend>[0]>, string, string]>([
    ['a contact goes before the whitelist', { isContact: true, ...entry }, 'screen', 'contact'],
    ['a contact goes before rules by pattern', { isContact: true, rules }, 'screen', 'contact'],
    ['a rule that names the number goes before a contact', { isContact: true, rules: exact }, 'transfer', 'rule:b'],
    ['an entry of the whitelist allows', entry, 'allow', 'whitelist'],
    ['the whitelist goes before rules by pattern', { ...entry, rules }, 'allow', 'whitelist'],
    ['a rule that names the number goes before the whitelist', { ...entry, rules: exact }, 'transfer', 'rule:b'],
    ['the whitelist goes before an own label', { ...entry, ownLabel: 'spam' }, 'allow', 'whitelist'],
    ['an emergency service rings', { isEmergency: true, verdict: 'suspicious', rules }, 'allow', 'emergency'],
    ['one that is spam is screened', { isEmergency: true, rules }, 'screen', 'emergency'],
    ['one that the user calls spam is no better than others', { isEmergency: true, ownLabel: 'spam' }, 'block', 'own_feedback'],
    ['a rule goes before an own label', { ownLabel: 'not_spam', rules }, 'block', 'rule:a'],
    ['the order of the list decides among rules, for everybody else', { rules: exact }, 'block', 'rule:a'],
  ])('%s', (_name, parts, action, decidedBy) => expect(recommend({ ...spam, ...parts })).toEqual({ action, decidedBy }));

  it('turns nobody away by strategy where the verdict is not sure enough, but does by the user’s own word', () => {
    const unsure = { ...spam, blockAllowed: false };
    expect(STRATEGIES.map((strategy) => recommend({ ...unsure, strategy }).action)).toEqual(['screen', 'screen', 'transfer']);
    expect(recommend({ ...unsure, ownLabel: 'spam' }).action).toBe('block');
    expect(recommend({ ...unsure, rules }).action).toBe('block');
  });
});

describe('isContact', () => {
  const none = { made: 3, taken: 0, answered: 0, answeredMs: 0, lastMs: 0 };

  it.each([
    ['no calls with the user', undefined, undefined, false],
    ['only calls nobody answered', none, undefined, false],
    ['a number the user dialled', { ...none, taken: 1 }, undefined, true],
    ['one talk of 30 s', { ...none, answered: 1, answeredMs: 30_000 }, undefined, true],
    ['one talk of 29.999 s', { ...none, answered: 1, answeredMs: 29_999 }, undefined, false],
    ['four talks of 10 s', { ...none, answered: 4, answeredMs: 40_000 }, undefined, false],
    ['one the user is unsure of', { ...none, taken: 1 }, 'unsure', true],
    ['one the user reported', { ...none, taken: 1 }, 'spam', false],
  ] as const)('%s', (_name, relation, ownLabel, expected) => expect(isContact(relation, ownLabel)).toBe(expected));
});
