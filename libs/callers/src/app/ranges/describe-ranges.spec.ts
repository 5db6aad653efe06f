import { OUTCOMES, type CallFacts } from '#realtime/core';
import { addCallMark, emptyReputation, fortnightOf, standingsAt, type Reputation } from '../../core/index.js';
import { describeNumber } from './describe-ranges.js';

const NOW_MS = Date.UTC(2026, 0, 15, 10);
const DAY_MS = 86_400_000;

/** Of one talk of a minute, unless `parts` says otherwise. */
function rowOf(parts: Partial<CallFacts>, daysAgo: number): Reputation {
  const [atMs, call] = [NOW_MS - daysAgo * DAY_MS, { direction: 0, outcome: 0, durationMs: 60_000, ...parts }];
  const row = emptyReputation(fortnightOf(atMs));
  addCallMark(row, call, atMs);
  return row;
}

describe('what is told of the number itself', () => {
  it('is what is left of its own calls by both half-lives, and the share of bad ones at least', () => {
    const { own } = standingsAt({ own: [rowOf({ outcome: OUTCOMES.indexOf('rejected') }, 14), rowOf({}, 0)], blocks: undefined }, NOW_MS);
    expect(describeNumber(own, 190)).toEqual({ users: 190, heat: { bad: 0.5, good: 1 }, evidence: { bad: 0.92, good: 1 }, spamShare: expect.closeTo(0.085, 3) as number });
  });

  it('is nothing where nobody had a call with it', () => expect(describeNumber(undefined, 0)).toBeNull());

  it('is how many had one where its calls are no part of reputation', () => {
    expect(describeNumber(undefined, 3)).toEqual({ users: 3, heat: { bad: 0, good: 0 }, evidence: { bad: 0, good: 0 }, spamShare: null });
  });
});
