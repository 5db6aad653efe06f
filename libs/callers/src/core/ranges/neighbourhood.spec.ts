import { AS_OF_MS, DAY_MS } from '../facts.fixture.js';
import { FORTNIGHTS_READ, standingsAt } from './neighbourhood.js';
import { addMark, emptyReputation, fortnightOf, type Reputation } from './reputation.js';

function row(daysAgo: number): Reputation {
  const atMs = AS_OF_MS - daysAgo * DAY_MS;
  const made = emptyReputation(fortnightOf(atMs));
  addMark(made, { bad: 20, good: 0 }, atMs);
  return made;
}

describe('a neighbourhood', () => {
  it.each([580, 620, 3000])('of the number itself fades and never ends: %d days', (days) => {
    const { own } = standingsAt({ own: [row(days)], blocks: undefined }, AS_OF_MS);
    expect(own.evidence.bad).toBeCloseTo(10 * 2 ** (-days / 120), 2);
    expect(own.unfaded.bad).toBeGreaterThan(9);
  });

  it('of blocks is forgotten after 600 days', () => {
    const evidence = (days: number) => standingsAt({ own: [], blocks: [[row(days)]] }, AS_OF_MS).blocks?.[0]?.evidence.bad ?? NaN;
    expect(evidence(620)).toBe(0);
    expect(evidence(580)).toBeCloseTo(10 * 2 ** (-580 / 120), 2);
  });

  it('is all in the fortnights that are read', () => {
    const span = fortnightOf(AS_OF_MS) - fortnightOf(AS_OF_MS - 600 * DAY_MS) + 1;
    expect(span).toBeLessThanOrEqual(FORTNIGHTS_READ);
  });

  it('keeps the sizes of its blocks where one is not known', () => {
    const { blocks } = standingsAt({ own: [], blocks: [undefined, [row(1)], [], undefined] }, AS_OF_MS);
    expect(blocks?.map(({ size, heat }) => [size, heat.bad > 0])).toEqual([[100, true], [1000, false]]);
  });
});
