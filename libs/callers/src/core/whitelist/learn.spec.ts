import fc from 'fast-check';
import { shuffled } from '../../../../../test/contracts/shuffled.fixture.js';
import { isContact } from '../action.js';
import { AS_OF_MS, DAY_MS } from '../facts.fixture.js';
import { learn } from './learn.js';
import { anyTalks, dayInShanghai, pairOf, type Talk } from './whitelist.fixture.js';

const learned = (...talks: readonly Talk[]) => learn(pairOf(...talks), dayInShanghai);
const HOUR_MS = 3_600_000;

describe('what is learned of a number', () => {
  it.each<[string, string, string, string, readonly Talk[]]>([
    ['called before it ever called', 'permanent', 'dialled', 'you called it 1 time',
      [{ hoursAgo: 50, dialled: true, unanswered: true }, { hoursAgo: 3, unanswered: true }]],
    ['called twice', 'permanent', 'dialled', 'you called it 2 times', [{ hoursAgo: 50, unanswered: true }, { hoursAgo: 4, dialled: true }, { hoursAgo: 3, dialled: true }]],
    ['called back', 'temporary', 'called_back', 'you called it back', [{ hoursAgo: 50, unanswered: true }, { hoursAgo: 49, dialled: true, seconds: 4 }]],
    ['spoken with for three minutes', 'permanent', 'long_calls', '1 answered call, 3 minutes in all', [{ hoursAgo: 9, seconds: 180 }]],
    ['spoken with for long, on the whole', 'permanent', 'long_calls', '2 answered calls, 6 minutes in all', [{ hoursAgo: 9, seconds: 350 }, { hoursAgo: 8, seconds: 10 }]],
    ['answered on three days', 'permanent', 'several_days', '5 answered calls, 2 minutes in all, on 3 days at least',
      [{ hoursAgo: 72, seconds: 28 }, { hoursAgo: 71, seconds: 28 }, { hoursAgo: 48, seconds: 28 }, { hoursAgo: 47, seconds: 28 }, { hoursAgo: 24, seconds: 28 }]],
    ['answered for half a minute', 'temporary', 'spoken_with', 'you spoke with it for 30 seconds', [{ hoursAgo: 9, seconds: 30 }, { hoursAgo: 8, unanswered: true }]],
    ['answered twice in a day', 'temporary', 'answered_twice', 'answered 2 times within hours: a delivery is likely under way',
      [{ hoursAgo: 9, seconds: 12 }, { hoursAgo: 3, seconds: 8 }]],
  ])('%s: %s, %s', (_name, kind, code, text, talks) => expect(learned(...talks)).toMatchObject({ kind, reason: { code, text } }));

  it.each<[string, readonly Talk[]]>([
    ['it only ever rang', [{ hoursAgo: 9, unanswered: true }, { hoursAgo: 8, unanswered: true }]],
    ['it was answered once, for a moment', [{ hoursAgo: 9, seconds: 10 }]],
    ['it was answered twice and cut off', [{ hoursAgo: 9, seconds: 4 }, { hoursAgo: 8, seconds: 4 }]],
    ['its calls were answered half a day apart', [{ hoursAgo: 20, seconds: 12 }, { hoursAgo: 3, seconds: 12 }]],
    ['it has called for days, and briefly', [{ hoursAgo: 80, unanswered: true }, { hoursAgo: 9, seconds: 12 }, { hoursAgo: 8, seconds: 12 }]],
    ['it calls every day and is soon hung up on', Array.from({ length: 30 }, (_, day) => ({ hoursAgo: 24 * day, seconds: 14 }))],
    ['which of its calls were answered is not certain', [20, 9, 8, 7].map((hoursAgo) => ({ hoursAgo, seconds: 12, unanswered: hoursAgo === 7 || hoursAgo === 20 }))],
    ['it was answered on two days at most', [72, 48, 24, 23].map((hoursAgo) => ({ hoursAgo, seconds: 29, unanswered: hoursAgo === 24 }))],
  ])('nothing where %s', (_name, talks) => expect(learned(...talks)).toBeUndefined());

  it('ends 180 days after the last call where it lasts, 30 days after a talk, and for a delivery with the next day', () => {
    const last = (hoursAgo: number): number => AS_OF_MS - hoursAgo * HOUR_MS;
    expect(learned({ hoursAgo: 9, dialled: true })).toMatchObject({ sinceMs: last(9), expiresMs: last(9) + 180 * DAY_MS });
    expect(learned({ hoursAgo: 30, seconds: 40 }, { hoursAgo: 9, unanswered: true })).toMatchObject({ sinceMs: last(30), expiresMs: last(9) + 30 * DAY_MS });
    // 2026-11-22T00:00Z is eight in the morning in Shanghai.
    expect(learned({ hoursAgo: 2, seconds: 10 }, { hoursAgo: 1, seconds: 10 })).toMatchObject({ expiresMs: Date.UTC(2026, 10, 23, 16) });
  });
});

describe('learning', () => {
  it('depends on the folded state alone, not on the order of the calls', () => {
    fc.assert(fc.property(anyTalks, fc.nat(), (talks, seed) => expect(learned(...shuffled(talks, seed))).toEqual(learned(...talks))));
  });

  it('takes nothing from calls that were neither answered nor dialled', () => {
    fc.assert(fc.property(anyTalks, (talks) => {
      expect(learned(...talks.map((talk) => ({ ...talk, dialled: false, unanswered: true })))).toBeUndefined();
    }));
  });

  it('knows every contact, and what it knows beyond them was answered', () => {
    fc.assert(fc.property(anyTalks, (talks) => {
      const pair = pairOf(...talks);
      const found = learn(pair, dayInShanghai);
      if (isContact(pair)) expect(found).toBeDefined();
      else if (found !== undefined) expect(['several_days', 'answered_twice']).toContain(found.reason.code);
    }), { numRuns: 500 });
  });

  it('claims no more days of answered calls than there were', () => {
    fc.assert(fc.property(anyTalks, (talks) => {
      const said = /on (\d+) days/.exec(learned(...talks)?.reason.text ?? '')?.[1] ?? '0';
      const days = new Set(talks.filter(({ dialled, unanswered }) => !dialled && !unanswered).map(({ hoursAgo }) => dayInShanghai(AS_OF_MS - hoursAgo * HOUR_MS)));
      expect(Number(said)).toBeLessThanOrEqual(days.size);
    }), { numRuns: 500 });
  });

  it('never lets in for good whom the user hears for ten seconds a call, however often it calls', () => {
    const call = fc.record({ hoursAgo: fc.integer({ min: 0, max: 2000 }), seconds: fc.integer({ min: 0, max: 10 }), unanswered: fc.boolean() });
    const brief = fc.array(call, { minLength: 1, maxLength: 80 });
    fc.assert(fc.property(brief, (talks) => expect(learned(...talks)?.kind).not.toBe('permanent')));
  });
});
