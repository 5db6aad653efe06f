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
