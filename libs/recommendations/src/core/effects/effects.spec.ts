import fc from 'fast-check';
import { seededRandom } from '#kernel';
import { drawsFrom } from '../ranking/draws.js';
import type { Candidate, ExpectedEffect, Kind, Level } from '../recommendation.js';
import { advised, changeOf, expectedEffect, type OtherwiseCall } from './expected-effect.js';
import { measuredEffect, pooledEffect } from './measured-effect.js';
import { priorityOf } from './priority.js';

const REPLAYED = { days: 30, calls: 200, skipped: 1 };
const call = (verdict: OtherwiseCall['verdict'], before: string, after: string, by = 'strategy:moderate'): OtherwiseCall =>
  ({ verdict, before: { action: before, decidedBy: by }, after: { action: after, decidedBy: 'rule:x' } });
const candidate = (parts: Partial<Candidate> = {}): Candidate => ({
  kind: 'block_spam', category: 'security', key: 'k', need: 'spam', figures: {}, strength: 1, confidence: 1, impact: 'high', effort: 'low', action: { type: 'none' }, ...parts,
});

describe('what would have been', () => {
  it('counts spam that nobody has to take, rings, and contacts treated worse', () => {
    const calls = [
      call('spam', 'screen', 'block'), call('suspicious', 'allow', 'transfer'), call('spam', 'transfer', 'block'), call('unknown', 'screen', 'block'), call('unknown', 'screen', 'allow'),
      call('legitimate', 'allow', 'screen', 'contact'), call('unknown', 'screen', 'allow', 'contact'), call('legitimate', 'allow', 'transfer', 'whitelist'),
    ];
    expect(expectedEffect(calls, REPLAYED)).toEqual({ ...REPLAYED, callsChanged: 8, fewerSpamCalls: 2, fewerRings: 3, moreRings: 2, fewerAssisted: 2, contactsAffected: 2 });
  });

  it('is replayed by what the action changes', () => {
    const rule = { id: 'a', enabled: true, when: {}, then: 'block' } as const;
    expect([changeOf({ type: 'strategy', strategy: 'strict' }), changeOf({ type: 'quiet_hours', rule }), changeOf({ type: 'rule', removeRule: 'a' }), changeOf({ type: 'none' })])
      .toEqual([{ strategy: 'strict' }, { rule }, { removeRule: 'a' }, undefined]);
    expect(changeOf({ type: 'whitelist_entry', change: 'add', entryId: 'e', number: '+861' })?.rule).toMatchObject({ when: { number: '+861' }, then: 'allow' });
  });

  const effectOf = (parts: Partial<ExpectedEffect>): ExpectedEffect => ({ ...expectedEffect([], REPLAYED), callsChanged: 50, ...parts });
  const KNOWN = { contactsAffected: 1 };

  it.each<[Kind, Partial<ExpectedEffect>, Level | undefined]>([
    ['block_spam', { fewerSpamCalls: 15 }, 'high'], ['block_spam', { fewerSpamCalls: 5 }, 'medium'], ['block_spam', { fewerSpamCalls: 1 }, 'low'], ['block_spam', { fewerRings: 9 }, undefined],
    ['stricter_strategy', { fewerRings: 1, ...KNOWN }, undefined], ['stricter_strategy', { fewerSpamCalls: 4, fewerRings: 3 }, 'medium'], ['stricter_strategy', { fewerSpamCalls: 19, ...KNOWN }, 'medium'],
    ['looser_strategy', { moreRings: 6 }, 'medium'], ['looser_strategy', {}, undefined],
    ['quiet_hours', { fewerRings: 20 }, 'high'], ['quiet_hours', { fewerSpamCalls: 3, fewerAssisted: 8 }, undefined],
    ['assistant_for_new_callers', { fewerRings: 5 }, 'medium'], ['assistant_for_new_callers', { fewerSpamCalls: 9 }, undefined],
    ['mailbox_for_campaigns', { fewerAssisted: 8 }, 'medium'], ['mailbox_for_campaigns', { fewerSpamCalls: 0 }, undefined],
    ['confirm_entry', { moreRings: 3 }, 'high'], ['keep_number', { moreRings: 1 }, 'medium'], ['keep_number', {}, undefined],
    ['unused_rule', { callsChanged: 0 }, 'high'], ['unused_rule', { callsChanged: 1 }, undefined],
    ['stop_sharing', {}, 'high'],
  ])('%s with %p has impact %p', (kind, parts, impact) => expect(advised(candidate({ kind }), effectOf(parts))?.impact).toBe(impact));

  it('advice that calls say nothing of stands as it is', () => expect(advised(candidate(), null)).toEqual({ ...candidate(), expected: null }));

  it('a rule that no call was replayed without is not called unused', () => {
    expect(advised(candidate({ kind: 'unused_rule' }), expectedEffect([], { ...REPLAYED, calls: 0 }))).toBeUndefined();
  });

  it.each([['high', 'low', 1, 100], ['medium', 'medium', 0.5, 24], ['low', 'high', 0, 0]] as const)('of %s impact and %s effort, sure to %p, has priority %i', (impact, effort, confidence, expected) =>
    expect(priorityOf({ impact, effort, confidence })).toBe(expected));
});

describe('what was', () => {
  it('is the difference of daily means, without any scatter exactly', () => {
    const week = [1, 2, 3, 4, 5, 9, 9];
    const before = Array.from({ length: 28 }, (_, day) => week[day % 7] as number);
    expect(measuredEffect('spam_taken', before, before.map((calls) => calls - 1))).toEqual(
      { measure: 'spam_taken', beforePerDay: 33 / 7, afterPerDay: 26 / 7, differencePerDay: 26 / 7 - 33 / 7, lower: 26 / 7 - 33 / 7, upper: 26 / 7 - 33 / 7 });
  });

  it.each([[27, 28], [28, 0]])('is none of %i and %i days', (before, after) => expect(measuredEffect('ai_handled', new Array(before).fill(1), new Array(after).fill(1))).toBeUndefined());

  it('holds the truth in 95 of 100 where days scatter about their weekdays', () => {
    const { normal } = drawsFrom(seededRandom(7));
    const days = (level: number): number[] => Array.from({ length: 28 }, (_, day) => level + 3 * (day % 7) + normal());
    const held = Array.from({ length: 2000 }, () => measuredEffect('spam_taken', days(5), days(4))).filter((effect) => effect !== undefined && effect.lower <= -1 && -1 <= effect.upper);
    expect(held.length / 2000).toBeGreaterThan(0.935);
    expect(held.length / 2000).toBeLessThan(0.965);
  });

  it('of several users is the mean, inside its interval', () => {
    expect(pooledEffect([])).toBeUndefined();
    const effect = (differencePerDay: number) => ({ measure: 'spam_taken' as const, beforePerDay: 2, afterPerDay: 2 + differencePerDay, differencePerDay, lower: differencePerDay - 1, upper: differencePerDay + 1 });
    expect(pooledEffect([effect(-1)])).toEqual({ meanPerDay: -1, lower: -2, upper: 0 });
    fc.assert(fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 20 }), (differences) => {
      const found = pooledEffect(differences.map(effect));
      expect(found !== undefined && found.lower <= found.meanPerDay && found.meanPerDay <= found.upper).toBe(true);
    }));
  });
});
