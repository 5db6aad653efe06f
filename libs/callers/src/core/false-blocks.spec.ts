import fc from 'fast-check';
import { isContact, recommend } from './action.js';
import { evidenceOf } from './evidence.js';
import { blockAllowed, DEFAULT_FALSE_BLOCK_RATE, falseBlockBound } from './false-blocks.js';
import { anyFactsAround } from './facts.fixture.js';
import { NO_MATCHES } from './rules/match-rules.js';
import { judge, type Judgement } from './verdict.js';

const blocked = (judgement: Judgement, rate: number, ownLabel?: 'spam'): string =>
  recommend({ verdict: judgement.verdict, strategy: 'strict', isContact: isContact(undefined), ownLabel, blockAllowed: blockAllowed(judgement, rate) }).action;
const score = fc.double({ min: -7, max: 7, noNaN: true });

describe('the bound of false blocks', () => {
  it.each([['nothing measured', -1, 1], ['a score that was', 2.5, 0.001279], ['one between two', 2.6, 0.001279], ['the surest', 6.9, 0.000062]])(
    'of %s', (_name, at, bound) => expect(falseBlockBound(at)).toBe(bound));

  it('never rises with the score, and is never 0', () => {
    fc.assert(fc.property(score, score, (one, other) => {
      const [low, high] = [falseBlockBound(Math.min(one, other)), falseBlockBound(Math.max(one, other))];
      expect(high <= low && high > 0).toBe(true);
    }));
  });
});

describe('a strategy', () => {
  it('blocks nothing at a rate of 0; the user still does', () => {
    fc.assert(fc.property(anyFactsAround, (facts) => {
      const judgement = judge(evidenceOf(facts));
      expect(blocked(judgement, 0)).not.toBe('block');
      expect(blocked(judgement, 0, 'spam')).toBe('block');
    }));
    expect(recommend({ verdict: 'unknown', strategy: 'moderate', isContact: false, blockAllowed: false, rules: { ...NO_MATCHES, first: { id: 'r', action: 'block' } } }).action).toBe('block');
  });

  it('never blocks for what is around a number alone', () => {
    const block = { size: 1_000, heat: { bad: 60, good: 0 }, evidence: { bad: 60, good: 0 }, members: { bad: 40, good: 0 }, users: 60, numbers: 60 } as const;
    const judgement = judge(evidenceOf({ caller: undefined, users: 0, reports: [], blocks: [block], campaign: { confidence: 1, numbers: 60, users: 900 }, asOfMs: 0 }));
    expect([judgement.verdict, judgement.falseBlockBound, blocked(judgement, 0.1)]).toEqual(['spam', null, 'screen']);
  });

  it('blocks what is sure enough, and screens what is not', () => {
    const judgement = judge(evidenceOf({ caller: undefined, users: 0, reports: [{ label: 'spam', reportedMs: 0, count: 40 }], asOfMs: 0 }));
    const bound = judgement.falseBlockBound ?? NaN;
    expect(judgement.verdict).toBe('spam');
    expect([blocked(judgement, DEFAULT_FALSE_BLOCK_RATE), blocked(judgement, bound), blocked(judgement, bound / 2)]).toEqual(['block', 'block', 'screen']);
  });
});
