import { emptyCaller, type CallerState } from './caller-state.js';
import { evidenceOf, type Facts } from './evidence.js';
import type { Standing } from './ranges/reputation.js';
import type { Block } from './ranges/surroundings.js';
import { judge, type Judgement } from './verdict.js';

const NOW_MS = Date.UTC(2026, 10, 22);
const DAY_MS = 86_400_000;
const block: Block = { size: 1_000, heat: { bad: 25, good: 1 }, evidence: { bad: 60, good: 3 }, members: { bad: 20, good: 1 }, users: 24, numbers: 22 };
const knownWell = { made: 4, taken: 2, answered: 5, answeredMs: 300_000, lastMs: NOW_MS - DAY_MS };
const calls = (parts: Partial<CallerState>): CallerState => ({ ...emptyCaller(), firstMs: NOW_MS - DAY_MS, lastMs: NOW_MS, ...parts });
const judged = (facts: Partial<Facts>): Judgement => judge(evidenceOf({ caller: undefined, users: 0, reports: [], asOfMs: NOW_MS, ...facts }));
const codes = ({ reasons }: Judgement): string[] => reasons.map(({ code }) => code);

describe('a number used once', () => {
  it('is what its block is', () => {
    expect(judged({ blocks: [block] })).toMatchObject({ verdict: 'spam' });
    expect(judged({ blocks: [{ ...block, members: { bad: 2, good: 1 }, users: 3 }] }).verdict).toBe('unknown');
  });

  it('is not known for good because its neighbours are', () => {
    const { verdict, spamProbability } = judged({ blocks: [{ ...block, members: { bad: 1, good: 80 } }] });
    expect([verdict, (spamProbability ?? 1) < 0.05]).toEqual(['unknown', true]);
  });

  it('never suffers from its block where the user knows it', () => {
    const contact = { caller: calls({ made: [3, 0, 1, 0, 0], taken: [2, 0, 0, 0, 0] }), users: 1, relation: knownWell };
    expect(judged({ ...contact, blocks: [block], isNeighbour: true })).toEqual(judged(contact));
  });

  it('that looks like a neighbour is suspicious, whatever the block it borrows', () => {
    const lookalike = judged({ isNeighbour: true, blocks: [{ ...block, members: { bad: 1, good: 80 } }] });
    expect([lookalike.verdict, codes(lookalike)]).toEqual(['suspicious', ['looks_like_neighbour', 'base_rate']]);
  });
});

describe('a campaign', () => {
  it('adds as much as it is sure of', () => {
    const of = (confidence: number) => judged({ campaign: { confidence, numbers: 37, users: 900 } }).spamProbability ?? NaN;
    expect(of(1)).toBeGreaterThan(of(0.4));
    expect(judged({ campaign: { confidence: 0.9, numbers: 37, users: 900 } }).reasons[0]).toMatchObject({
      code: 'campaign', part: 'campaign', contribution: 1.8, text: 'it acts together with 36 other numbers that reached 900 users',
    });
  });
});

describe('a number that changed hands', () => {
  const spammer = calls({ made: [5, 60, 135, 0, 0], timed: 5, short: 5, firstMs: NOW_MS - 900 * DAY_MS });
  /** What the last two hundred rejections left after so many days, and so many good calls today. */
  const faded = (days: number, good: number): Standing => {
    const left = 2 ** (-days / 120);
    return {
      heat: { bad: 0, good }, evidence: { bad: 200 * left, good }, unfaded: { bad: 200, good }, recent: { bad: 200 * left * left, good },
      members: { bad: 0, good: 0 }, users: { low: 0, high: 0 }, numbers: { low: 0, high: 0 },
    };
  };

  it('is clean again though it calls again', () => {
    expect(judged({ caller: spammer, users: 190 }).verdict).toBe('spam');
    expect(['unknown', 'legitimate']).toContain(judged({ caller: spammer, users: 190, own: faded(700, 12) }).verdict);
  });
});
