import { AS_OF_MS, DAY_MS } from '../facts.fixture.js';
import { FORTNIGHTS_READ, standingsAt } from './neighbourhood.js';
import { addMark, emptyReputation, fortnightOf, NO_STANDING, type Reputation } from './reputation.js';

function row(daysAgo: number): Reputation {
  const atMs = AS_OF_MS - daysAgo * DAY_MS;
  const made = emptyReputation(fortnightOf(atMs));
  addMark(made, { bad: 20, good: 0 }, atMs);
  return made;
}

describe('a neighbourhood', () => {
  it('is forgotten after 600 days', () => {
    expect(standingsAt({ own: [row(620)], blocks: undefined }, AS_OF_MS)).toEqual({ own: NO_STANDING, blocks: undefined });
    expect(standingsAt({ own: [row(580)], blocks: undefined }, AS_OF_MS).own.evidence.bad).toBeCloseTo(10 * 2 ** (-580 / 120), 2);
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
