import fc from 'fast-check';
import { FEEDBACK_LABELS, STRATEGIES, type FeedbackLabel, type WhitelistStrategy } from '#realtime/core';
import { isContact, recommend } from '../action.js';
import { AS_OF_MS, DAY_MS } from '../facts.fixture.js';
import { VERDICTS } from '../verdict.js';
import type { WhitelistChange } from './change.js';
import { entryOf, type WhitelistFacts } from './entry.js';
import { ringStanding } from './ring.js';
import { anyChanges, anyTalks, change, dayInShanghai, pairOf } from './whitelist.fixture.js';

const FRIEND = pairOf({ hoursAgo: 50, dialled: true }, { hoursAgo: 40, dialled: true });
const said = (label: FeedbackLabel, daysAgo: number) => ({ label, reportedMs: AS_OF_MS - daysAgo * DAY_MS });
const entry = (parts: Partial<WhitelistFacts>, strategy: WhitelistStrategy = 'moderate', nowMs = AS_OF_MS) =>
  entryOf({ pair: undefined, ownLabel: undefined, changes: [], ...parts }, { nowMs, strategy, endOfDay: dayInShanghai });

const anyLabel = fc.record({ label: fc.constantFrom(...FEEDBACK_LABELS), reportedMs: fc.integer({ min: 0, max: 7 }).map((days) => AS_OF_MS - days * DAY_MS) });
const anyFacts: fc.Arbitrary<WhitelistFacts> = fc.record({
  pair: fc.option(anyTalks.map((talks) => pairOf(...talks)), { nil: undefined }),
  ownLabel: fc.option(anyLabel, { nil: undefined }),
  changes: anyChanges,
});
const anyStrategy = fc.constantFrom(...STRATEGIES);

describe('an entry', () => {
  it.each<[string, Partial<WhitelistFacts>, object | undefined]>([
    ['of a number without calls or words', {}, undefined],
    ['learned', { pair: FRIEND }, { source: 'learned', state: 'active', kind: 'permanent' }],
    ['of whom the user calls spam', { pair: FRIEND, ownLabel: said('spam', 300) }, undefined],
    ['of whom the user is unsure of', { pair: FRIEND, ownLabel: said('unsure', 1) }, { source: 'learned' }],
    ['added', { changes: [change('add')] },
      { source: 'manual', state: 'active', kind: 'permanent', reason: { code: 'added', text: 'you added it' }, expiresMs: null, sinceMs: AS_OF_MS - DAY_MS }],
    ['added with a note', { changes: [change('add', 1, { note: 'Mum' })] }, { reason: { code: 'added', text: 'Mum' } }],
    ['added for a time', { changes: [change('add', 1, { expiresMs: AS_OF_MS + 1 })] }, { kind: 'temporary', expiresMs: AS_OF_MS + 1 }],
    ['added for a time that is over', { changes: [change('add', 1, { expiresMs: AS_OF_MS })] }, undefined],
    ['learned after an added one is over', { pair: FRIEND, changes: [change('add', 1, { expiresMs: AS_OF_MS })] }, { source: 'learned' }],
    ['confirmed', { pair: FRIEND, changes: [change('confirm', 1, { reason: { code: 'dialled', text: 'x' } })] },
      { source: 'confirmed', state: 'active', reason: { code: 'dialled', text: 'x' } }],
    ['taken off', { pair: FRIEND, changes: [change('remove')] }, undefined],
    ['taken off and undone', { pair: FRIEND, changes: [change('remove', 2), change('undo', 1)] }, { source: 'learned' }],
    ['added after the user called it spam', { changes: [change('add', 1)], ownLabel: said('spam', 2) }, { source: 'manual' }],
    ['added before the user called it spam', { pair: FRIEND, changes: [change('add', 2)], ownLabel: said('spam', 1) }, undefined],
  ])('%s', (_name, facts, expected) => {
    if (expected === undefined) expect(entry(facts)).toBeUndefined();
    else expect(entry(facts)).toMatchObject(expected);
  });

  it('that was learned fades 180 days after the last call', () => {
    const fades = FRIEND.lastMs + 180 * DAY_MS;
    expect([entry({ pair: FRIEND }, 'moderate', fades - 1)?.source, entry({ pair: FRIEND }, 'moderate', fades)]).toEqual(['learned', undefined]);
  });

  it('is never over, whatever it rests on', () => {
    fc.assert(fc.property(anyFacts, anyStrategy, (facts, strategy) => expect(entry(facts, strategy)?.expiresMs ?? Infinity).toBeGreaterThan(AS_OF_MS)));
  });

  it('is active under strict by the word of the user alone', () => {
    fc.assert(fc.property(anyFacts, (facts) => {
      const found = entry(facts, 'strict');
      if (found !== undefined) expect([found.state, found.source === 'learned']).toEqual(found.state === 'active' ? ['active', false] : ['proposed', true]);
    }));
  });

  it('is not there without the user’s word where no call was answered or dialled', () => {
    const unheard = anyTalks.map((talks) => pairOf(...talks.map((talk) => ({ ...talk, dialled: false, unanswered: true }))));
    fc.assert(fc.property(unheard, anyStrategy, (pair, strategy) => expect(entry({ pair }, strategy)).toBeUndefined()));
  });

  it('taken off and undone is what it was', () => {
    fc.assert(fc.property(anyFacts, anyStrategy, (facts, strategy) => {
      const then: readonly WhitelistChange[] = [...facts.changes, change('remove', 0), change('undo', 0, { changedMs: AS_OF_MS + 1 })];
      const before = entry(facts, strategy);
      // Where nothing stood because it was off already, the removal was no change and the undo takes back the one before.
      fc.pre(before !== undefined);
      expect(entry({ ...facts, changes: then }, strategy)).toEqual(before);
    }));
  });
});

describe('when the phone rings', () => {
  const decided = (facts: WhitelistFacts, strategy: WhitelistStrategy, verdict: (typeof VERDICTS)[number]) => {
    const found = entry(facts, strategy);
    const known = isContact(facts.pair, facts.ownLabel?.label);
    const ownLabel = facts.ownLabel?.label;
    return { found, known, ...recommend({ verdict, strategy, ownLabel, ...ringStanding(found, known, verdict) }) };
  };
  const anyVerdict = fc.constantFrom(...VERDICTS);

  it('no contact is turned away, whatever has become of its entry', () => {
    fc.assert(fc.property(anyFacts, anyStrategy, anyVerdict, (facts, strategy, verdict) => {
      const { known, action } = decided(facts, strategy, verdict);
      if (known) expect(['allow', 'screen']).toContain(action);
    }));
  });

  it('an active entry rings: the user’s own always, a learned one unless it is spam', () => {
    fc.assert(fc.property(anyFacts, anyStrategy, anyVerdict, (facts, strategy, verdict) => {
      const { found, action } = decided(facts, strategy, verdict);
      if (found?.state === 'active' && (found.source !== 'learned' || verdict !== 'spam')) expect(action).toBe('allow');
    }));
  });

  it('without an active entry all is as the user’s label and the strategy say, but for sparing contacts', () => {
    fc.assert(fc.property(anyFacts, anyStrategy, anyVerdict, (facts, strategy, verdict) => {
      const { found, known, ...decision } = decided(facts, strategy, verdict);
      if (found?.state === 'active') return;
      const plain = recommend({ verdict, strategy, isContact: false, ownLabel: facts.ownLabel?.label });
      if (!known) expect(decision).toEqual(plain);
      else expect(decision).toEqual({ action: plain.action === 'allow' && verdict !== 'spam' ? 'allow' : 'screen', decidedBy: 'contact' });
    }));
  });

  const courier = pairOf({ hoursAgo: 3, seconds: 10 }, { hoursAgo: 2, seconds: 10 });
  it.each<[string, Partial<WhitelistFacts>, WhitelistStrategy, (typeof VERDICTS)[number], string, string]>([
    ['an added number that is spam', { changes: [change('add')] }, 'strict', 'spam', 'allow', 'whitelist'],
    ['a courier', { pair: courier }, 'moderate', 'unknown', 'allow', 'whitelist'],
    ['a courier that is spam', { pair: courier }, 'moderate', 'spam', 'block', 'strategy:moderate'],
    ['a courier under strict', { pair: courier }, 'strict', 'unknown', 'screen', 'strategy:strict'],
    ['a friend', { pair: FRIEND }, 'moderate', 'suspicious', 'allow', 'contact'],
    ['a friend that is spam', { pair: FRIEND }, 'moderate', 'spam', 'screen', 'contact'],
    ['a friend under strict', { pair: FRIEND }, 'strict', 'suspicious', 'screen', 'contact'],
    ['a friend under strict that is legitimate', { pair: FRIEND }, 'strict', 'legitimate', 'allow', 'contact'],
    ['a friend under strict that is confirmed', { pair: FRIEND, changes: [change('confirm')] }, 'strict', 'spam', 'allow', 'whitelist'],
    ['a friend under strict whom the user cleared', { pair: FRIEND, ownLabel: said('not_spam', 1) }, 'strict', 'unknown', 'allow', 'contact'],
    ['a friend taken off', { pair: FRIEND, changes: [change('remove')] }, 'moderate', 'unknown', 'screen', 'contact'],
    ['a friend taken off that is spam', { pair: FRIEND, changes: [change('remove')] }, 'moderate', 'spam', 'screen', 'contact'],
    ['a friend whom the user calls spam', { pair: FRIEND, ownLabel: said('spam', 1) }, 'permissive', 'unknown', 'block', 'own_feedback'],
  ])('%s', (_name, parts, strategy, verdict, action, decidedBy) => {
    expect(decided({ pair: undefined, ownLabel: undefined, changes: [], ...parts }, strategy, verdict)).toMatchObject({ action, decidedBy });
  });
});
