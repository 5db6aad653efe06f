import { seededRandom } from '#kernel';
import { SPAM_CATEGORIES } from '#realtime/core';
import { CALL_CATEGORIES, callerTotals, type CallerCounts, type TopCaller } from '../figures/caller-counts.js';
import { figuresOf, type Figures } from '../figures/figures.js';
import { binomialTail, countsDiffer, fullestBin } from './differences.js';
import { INSIGHT_CODES } from './insight.js';
import { insightsOf, type Findings } from './insights.js';
import { CATEGORIES_EN, CATEGORIES_ZH } from './words.js';

const zeros = (length: number): number[] => new Array<number>(length).fill(0);
const spammer = (calls: number): CallerCounts => ({ callerId: 1, claimed: false, verdict: 'spam', category: 'loan', incoming: [0, calls, 0, 0, 0], aiJudged: 0, aiSettled: 0, lastMs: 5 });

function figures(incoming: readonly number[], callers: readonly CallerCounts[] = [], hours = zeros(24)): Figures {
  const totals = { incoming, outgoing: zeros(5), timedAnswered: 0, answeredMs: 0, hours, weekdays: zeros(7) };
  return figuresOf(totals, { ...callerTotals(callers), aiJudged: incoming[4] ?? 0, aiSettled: incoming[4] ?? 0 }, { entries: 3, added: 0, removed: 0 });
}
const findings = (parts: Partial<Findings>): Findings => ({ current: figures(zeros(5)), previous: figures(zeros(5)), comparable: true, topCallers: [], days: 30, ...parts });
const codes = (parts: Partial<Findings>): string[] => insightsOf(findings(parts)).map(({ code }) => code);
const top: TopCaller = { callerId: 1, calls: 8, answered: 0, blocked: 8, verdict: 'spam', category: 'loan', lastMs: 5 };

describe('insights', () => {
  it.each<[string, Partial<Findings>, string[]]>([
    ['nothing of nothing', {}, []],
    ['more calls', { current: figures([40, 0, 0, 0, 0]), previous: figures([10, 0, 0, 0, 0]) }, ['calls_changed']],
    ['not against a time nobody watched', { current: figures([40, 0, 0, 0, 0]), comparable: false }, []],
    ['a few more calls', { current: figures([12, 0, 0, 0, 0]), previous: figures([9, 0, 0, 0, 0]) }, []],
    ['blocked spam of one loud number', { current: figures([0, 8, 0, 0, 0], [spammer(8)]), topCallers: [top] }, ['spam_blocked', 'loud_caller', 'top_category']],
    ['what the assistant settled', { current: figures([0, 0, 0, 0, 6]) }, ['ai_effectiveness']],
    ['too little to judge it by', { current: figures([0, 0, 0, 0, 4]) }, []],
    ['a full hour', { current: figures([20, 0, 0, 0, 0], [], zeros(24).map((_, hour) => (hour === 9 ? 20 : 0))), previous: figures([20, 0, 0, 0, 0]) }, ['busiest_hour']],
  ])('%s', (_name, parts, expected) => expect(codes(parts)).toEqual(expected));

  it('say how much, in both languages', () => {
    const [first] = insightsOf(findings({ current: figures([0, 8, 0, 0, 0], [spammer(8)]) }));
    expect(first).toEqual({
      code: 'spam_blocked', support: 8, en: '8 of 8 spam calls were blocked, which spared about 4 min.', 'zh-CN': '8 个骚扰来电中拦截了 8 个，约节省 4 分钟。',
    });
    expect(new Set(INSIGHT_CODES).size).toBe(INSIGHT_CODES.length);
    expect([Object.keys(CATEGORIES_EN), Object.keys(CATEGORIES_ZH)]).toEqual([[...SPAM_CATEGORIES], [...SPAM_CATEGORIES]]);
  });

  it('find no change between periods of the same rate, and no busy hour among equal ones, in more than about 5 %', () => {
    const random = seededRandom(3);
    const even = (bins: number): number[] => {
      const counts = zeros(bins);
      for (let call = 0; call < 120; call++) {
        const at = random.below(bins);
        counts[at] = (counts[at] ?? 0) + 1;
      }
      return counts;
    };
    const runs = Array.from({ length: 2000 }, () => even(2));
    expect(runs.filter(([one = 0, other = 0]) => countsDiffer(one, other)).length / runs.length).toBeLessThan(0.06);
    const hours = Array.from({ length: 2000 }, () => even(24));
    expect(hours.filter((bins) => fullestBin(bins) !== undefined).length / hours.length).toBeLessThan(0.06);
  });
});

describe('a binomial tail', () => {
  it.each([[10, 0, 0.5, 1], [10, 10, 0.5, 1 / 1024], [10, 5, 0.5, 638 / 1024], [3, 1, 0.1, 0.271], [4, 5, 0.3, 0], [20_000, 10_000, 0.5, 0.50282], [20_000, 10_164, 0.5, 0.01038110005362262], [20_000, 9836, 0.5, 0.9900020309005536]])(
    'of %i, %i or more at %f', (events, atLeast, chance, tail) => expect(binomialTail(events, atLeast, chance)).toBeCloseTo(tail, 5));
});

describe('categories', () => {
  it('of calls add up to them, and a claimed call or one without a number is no spam', () => {
    const callers: CallerCounts[] = [
      spammer(3), { ...spammer(2), claimed: true }, { ...spammer(4), callerId: undefined }, { ...spammer(5), category: undefined, verdict: 'suspicious' }, { ...spammer(6), verdict: undefined, category: undefined }, { ...spammer(7), verdict: 'unknown' }, { ...spammer(8), verdict: 'legitimate', category: undefined },
    ];
    const totals = callerTotals(callers);
    const counted = Object.fromEntries(CALL_CATEGORIES.filter((name) => totals.categories[name] > 0).map((name) => [name, totals.categories[name]]));
    expect(counted).toEqual({ loan: 3, claimed: 2, withheld: 4, uncategorized: 5, none: 8, unknown: 13 });
    expect(totals).toMatchObject({ distinctCallers: 5, spamCalls: 3, spamBlocked: 3 });
  });
});
