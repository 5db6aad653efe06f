import { addCall, emptyCaller, type CallerState } from './caller-state.js';
import { evidenceOf, type Facts } from './evidence.js';
import type { Report } from './reports.js';
import { judge } from './verdict.js';

const AS_OF_MS = Date.UTC(2026, 10, 22);
const DAY_MS = 86_400_000;
const [ANSWERED, MISSED, AI_HANDLED] = [0, 2, 4];
const INCOMING = 0;
const OUTGOING = 1;

interface Line {
  readonly calls: number;
  readonly days: number;
  /** Share answered, spread evenly over the calls; the rest is missed. */
  readonly answered: number;
  readonly seconds: (index: number) => number;
  readonly dialled?: number;
}

function lineOf({ calls, days, answered, seconds, dialled = 0 }: Line): CallerState {
  const state = emptyCaller();
  for (let index = 0; index < calls + dialled; index++) {
    const isPickedUp = Math.floor((index + 1) * answered) > Math.floor(index * answered);
    const outcome = isPickedUp ? ANSWERED : MISSED;
    const durationMs = isPickedUp ? seconds(index) * 1000 : undefined;
    const direction = index < calls ? INCOMING : OUTGOING;
    const occurredAtMs = AS_OF_MS - (index / calls) * days * DAY_MS;
    addCall(state, { occurredAtMs, call: { callerId: 1, direction, outcome, durationMs, localHour: 9 + (index % 9) } });
  }
  return state;
}

const spamReports = (count: number): Report[] => [{ label: 'spam', category: 'loan', reportedMs: AS_OF_MS, count }];
const judged = (facts: Partial<Facts>) => judge(evidenceOf({ caller: undefined, users: 0, reports: [], asOfMs: AS_OF_MS, ...facts }));

const short = (index: number): number => 2 + (index % 9);
const brief = (index: number): number => 6 + ((index * 7) % 20);
const talk = (index: number): number => 20 + ((index * 37) % 160);

const robocaller = lineOf({ calls: 60, days: 2, answered: 0.3, seconds: short });
const courier = lineOf({ calls: 400, days: 8, answered: 0.8, seconds: brief });
const bank = lineOf({ calls: 2_000, days: 30, answered: 0.65, seconds: talk, dialled: 400 });
const friend = lineOf({ calls: 20, days: 30, answered: 0.75, seconds: talk, dialled: 20 });

describe('judge', () => {
  const nothing = { verdict: 'unknown', spamProbability: null, probabilityInterval: null, score: null, category: null, reasons: [], falseBlockBound: null };

  it.each<[string, Partial<Facts>]>([
    ['a number never seen', {}],
    ['one without a call', { caller: emptyCaller() }],
    ['one somebody is unsure of', { reports: [{ label: 'unsure', reportedMs: AS_OF_MS }], ownLabel: 'unsure' }],
  ])('says nothing of %s', (_name, facts) => expect(judged(facts)).toEqual(nothing));

  it.each<[string, string, Partial<Facts>]>([
    ['a robocaller', 'spam', { caller: robocaller, users: 58 }],
    ['a one-ring caller', 'spam', { caller: lineOf({ calls: 20, days: 2, answered: 0, seconds: short }), users: 20 }],
    ['a number ten users reported', 'spam', { caller: lineOf({ calls: 12, days: 1, answered: 0.5, seconds: brief }), users: 12, reports: spamReports(10) }],
    ['the start of a robocall', 'suspicious', { caller: lineOf({ calls: 6, days: 1, answered: 0, seconds: short }), users: 6 }],
    ['a courier on his round', 'legitimate', { caller: courier, users: 50 }],
    ['a bank', 'legitimate', { caller: bank, users: 900 }],
    ['a bank that ten of its customers took for spam', 'legitimate', { caller: bank, users: 900, reports: spamReports(10) }],
    ['a friend', 'legitimate', { caller: friend, users: 1 }],
    ['a courier who meets everybody once', 'unknown', { caller: courier, users: 400 }],
    ['a line of which half is answered', 'unknown', { caller: lineOf({ calls: 100, days: 5, answered: 0.5, seconds: talk }), users: 100 }],
    ['two short calls', 'unknown', { caller: lineOf({ calls: 2, days: 1, answered: 1, seconds: short }), users: 2 }],
    ['two long calls', 'unknown', { caller: lineOf({ calls: 2, days: 1, answered: 1, seconds: () => 600 }), users: 1 }],
    ['a robocaller years ago', 'unknown', { caller: robocaller, users: 58, asOfMs: AS_OF_MS + 2_000 * DAY_MS }],
  ])('takes %s for %s', (_name, verdict, facts) => expect(judged(facts).verdict).toBe(verdict));

  it('names the category most reporters named, of bad callers only', () => {
    expect(judged({ caller: robocaller, users: 58, reports: spamReports(3) }).category).toBe('loan');
    expect(judged({ caller: bank, users: 900, reports: spamReports(3) }).category).toBeNull();
  });

  it('adds up, part by part', () => {
    const { reasons, score } = judged({ caller: robocaller, users: 58, reports: spamReports(1) });
    const parts = reasons.map(({ code, part }) => [code, part]);
    expect(parts).toEqual(expect.arrayContaining([['reported_spam', 'crowd'], ['many_short_calls', 'behaviour'], ['base_rate', 'base']]));
    expect(reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(score ?? NaN, 9);
  });

  it('is never surer than a thousand to one, and names what that takes off', () => {
    const { reasons, score, spamProbability } = judged({ caller: robocaller, users: 58, reports: spamReports(40) });
    expect(score).toBe(6.9);
    expect(spamProbability).toBeCloseTo(0.999, 4);
    expect(reasons.find(({ code }) => code === 'certainty_limit')?.contribution).toBeLessThan(-1);
    expect(reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(6.9, 9);
  });

  it('speaks in figures', () => {
    const { reasons } = judged({ caller: robocaller, users: 58, reports: spamReports(1) });
    const texts = Object.fromEntries(reasons.map(({ code, text }) => [code, text]));
    expect(texts).toMatchObject({
      many_short_calls: '100 % of calls picked up ended within 10 s',
      rarely_answered: '30 % of the calls it made were answered',
      new_user_each_call: '60 calls were spread over 58 users',
      reported_spam: '1 user reported it as spam',
    });
  });

  it('is unsure where it saw little, and less so where it saw more', () => {
    const width = (calls: number): number => {
      const line = lineOf({ calls, days: 3, answered: 0.5, seconds: brief });
      const [lower, upper] = judged({ caller: line, users: calls }).probabilityInterval ?? [0, 0];
      return upper - lower;
    };
    expect(width(1)).toBeGreaterThan(0.5);
    expect(width(100)).toBeLessThan(width(10));
    expect(width(1_000)).toBeLessThan(width(100));
  });

  it('counts calls the assistant took as not answered', () => {
    const assisted = emptyCaller();
    for (let index = 0; index < 20; index++) {
      const call = { callerId: 1, direction: INCOMING, outcome: AI_HANDLED, durationMs: 15_000, localHour: 10 };
      addCall(assisted, { occurredAtMs: AS_OF_MS - index, call });
    }
    expect(judged({ caller: assisted, users: 20 }).reasons.map(({ code }) => code)).toContain('rarely_answered');
  });
});
