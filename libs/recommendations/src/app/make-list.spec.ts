import { seededRandom } from '#kernel';
import { RANKINGS, type Advice } from '../core/index.js';
import { situationOf } from '../core/situation.fixture.js';
import { makeList } from './make-list.js';
import type { Recommendation } from './recommendation.js';
import type { Refreshed } from './recommendations.js';
import { adviceOf, NOW_MS, recommendationOf } from './recommendations.fixture.js';

const DAY_MS = 86_400_000;

function made(standing: readonly Recommendation[], ...advice: readonly Advice[]): Refreshed {
  return makeList(standing, { userId: 1, advice, situation: situationOf(), ranking: { ...RANKINGS[0], exploration: 0, even: 0 }, posteriors: {}, idOf: (key) => key, nowMs: NOW_MS }, seededRandom(1));
}

const one = ({ changed }: Refreshed, id: string): Recommendation | undefined => changed.find((each) => each.id === id);

describe('a list made anew', () => {
  it('proposes what holds, for a fortnight, and writes down what could have been shown', () => {
    const list = made([], adviceOf('a'), adviceOf('b', { need: 'a' }));
    expect(one(list, 'a')).toMatchObject({ status: 'proposed', proposedMs: NOW_MS, expiresMs: NOW_MS + 14 * DAY_MS, timesSeen: 0 });
    // Of two that answer one need the second is known, and not listed.
    expect(list.changed.map(({ place }) => place)).toEqual([0, null]);
    expect(list.decision).toMatchObject({ ids: ['a', 'b'], rankingVersion: 1, decidedMs: NOW_MS, list: { places: [{ arm: 0 }] } });
  });

  it('keeps of what is open how often it was seen', () => {
    expect(one(made([recommendationOf('a', { timesSeen: 3 })], adviceOf('a', { strength: 12 })), 'a')).toMatchObject({ status: 'seen', timesSeen: 3, advice: { strength: 12 } });
  });

  it('lets expire what holds no longer, and leaves alone what has ended', () => {
    const list = made([recommendationOf('a'), recommendationOf('b', { status: 'implemented', place: null }), recommendationOf('c', { status: 'measured', place: null })]);
    expect(list.changed).toMatchObject([{ id: 'a', status: 'expired', place: null }]);
  });

  it.each<[string, Partial<Recommendation>, number, string | undefined]>([
    ['an expired one', { status: 'expired' }, 10, 'proposed'], ['a measured one that holds again', { status: 'measured' }, 10, 'proposed'],
    ['a dismissed one for the same reason', { status: 'dismissed', dismissedStrength: 10 }, 14, undefined], ['a dismissed one for half as much again', { status: 'dismissed', dismissedStrength: 10 }, 15, 'proposed'],
    ['one that is implemented', { status: 'implemented' }, 100, undefined],
  ])('%s', (_name, parts, strength, status) => {
    expect(one(made([recommendationOf('a', { place: null, ...parts, implementAct: 'act' })], adviceOf('a', { strength })), 'a')?.status).toBe(status);
  });

  it.each<[string, Partial<Recommendation>, readonly string[]]>([
    ['open', {}, []], ['open for too long by the clock', { expiresMs: NOW_MS }, ['a']], ['expired', { status: 'expired' }, ['a']], ['measured', { status: 'measured' }, ['a']],
  ])('begins a new life of one that was %s: %p %p', (_name, parts, ended) => {
    const list = made([recommendationOf('a', { rating: 5, timesSeen: 3, ...parts })], adviceOf('a'), adviceOf('new'));
    expect([list.ended, one(list, 'a')?.rating]).toEqual([ended, ended.length > 0 ? null : 5]);
  });

  it('knows the acts of an earlier life, so that they are not done again', () => {
    expect(one(made([recommendationOf('a', { status: 'expired', place: null, implementAct: 'act' })], adviceOf('a')), 'a')).toMatchObject({ implementAct: 'act', timesSeen: 0, rating: null });
  });
});
