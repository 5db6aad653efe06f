import { KINDS, type Figures } from '../recommendation.js';
import { ruleNameOf, textsOf } from './phrases.js';

const FIGURES: Figures = {
  spamCalls: 61, incoming: 400, percent: 15, from: 'moderate', to: 'strict', waiting: 4, rule: 'couriers', nightCalls: 9, nightAnswered: 1, numbers: 2, calls: 8, number: '+86138•••8000', aiHandled: 70, securityEvents: 5,
  newCalls: 40, missedCalls: 30, allPercent: 20,
};
const EXPECTED = { days: 30, calls: 212, skipped: 0, callsChanged: 21, fewerSpamCalls: 14, fewerRings: 3, moreRings: 0, fewerAssisted: 0, contactsAffected: 0 };

describe('what people read', () => {
  it.each(KINDS.flatMap((kind) => ['en', 'zh-CN'].map((language) => [kind, language] as const)))('%s in %s names figures, and leaves none out', (kind, language) => {
    const texts = Object.values(textsOf({ kind, figures: FIGURES, expected: EXPECTED }, language)).join(' ');
    expect(texts).not.toMatch(/undefined|null|NaN/);
    expect(/[一-鿿]/.test(texts)).toBe(language === 'zh-CN');
  });

  it.each([
    ['en', '61 of your 400 incoming calls were spam (15 %).', 'Over your last 30 days: about 14 fewer spam calls, 3 fewer calls would have rung, 0 calls of contacts affected.'],
    ['zh-Hans', '您的 400 个来电中有 61 个是骚扰电话（15%）。', '按最近 30 天推算：约少 14 个骚扰电话，少响铃 3 次，影响 0 个联系人来电。'],
    ['de', '61 of your 400 incoming calls were spam (15 %).', 'Over your last 30 days: about 14 fewer spam calls, 3 fewer calls would have rung, 0 calls of contacts affected.'],
  ])('in %s', (language, why, expected) => expect(textsOf({ kind: 'block_spam', figures: FIGURES, expected: EXPECTED }, language)).toMatchObject({ why, expected }));

  it.each([['en', '2 fewer for the assistant, 0 calls of contacts'], ['zh-CN', '助理少代接 2 个，影响 0 个']])('in %s tells what the assistant is spared', (language, part) =>
    expect(textsOf({ kind: 'mailbox_for_campaigns', figures: FIGURES, expected: { ...EXPECTED, fewerAssisted: 2 } }, language).expected).toContain(part));

  it.each([['moderate', false], ['strict', true]])('of the strategy %s says that numbers wait: %p', (to, waits) => {
    const read = (language: string): string => textsOf({ kind: 'stricter_strategy', figures: { ...FIGURES, to }, expected: null }, language).description;
    expect([/your word/.test(read('en')), /确认/.test(read('zh-CN'))]).toEqual([waits, waits]);
  });

  it.each(KINDS.flatMap((kind) => ['strict', 'moderate', 'permissive'].map((strategy) => [kind, strategy] as const)))('%s from and to %s names no setting in Chinese as the interface spells it', (kind, strategy) => {
    const figures = { ...FIGURES, rule: '快递', ...(kind === 'quiet_hours' ? { from: '22:00', to: '07:00' } : { from: strategy, to: strategy }) };
    expect(Object.values(textsOf({ kind, figures, expected: EXPECTED }, 'zh-CN')).join(' ').replaceAll('AI', '')).not.toMatch(/[A-Za-z]/);
  });

  it.each(['block_spam', 'quiet_hours', 'mailbox_for_campaigns'] as const)('the rule of %s has a name in Chinese', (kind) => {
    expect(ruleNameOf(kind, 'zh-CN')).toMatch(/^[一-鿿]+$/);
    expect(ruleNameOf(kind, 'en')).toMatch(/^[A-Z][a-z ]+$/);
  });

  it('counts one as one in English', () => {
    const one = { ...FIGURES, spamCalls: 1, numbers: 1, calls: 1, securityEvents: 1 };
    const expected = { ...EXPECTED, fewerSpamCalls: 1, fewerRings: 1, fewerAssisted: 1, contactsAffected: 1 };
    expect(textsOf({ kind: 'call_back', figures: one, expected }, 'en')).toMatchObject({
      why: 'In 30 days you missed 1 call from 1 known number, not called back since.', expected: 'Over your last 30 days: about 1 fewer spam call, 1 fewer call would have rung, 1 fewer for the assistant, 1 call of contacts affected.',
    });
    expect(textsOf({ kind: 'looser_strategy', figures: one, expected }, 'en').why).toContain('Only 1 of your 400 incoming calls was spam');
  });

  it('says nothing of what cannot be replayed', () => expect(textsOf({ kind: 'call_back', figures: FIGURES, expected: null }, 'en').expected).toBeNull());
});
