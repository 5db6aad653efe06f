import { baselineOf, falseUsers, foundShares } from '../performance/patterns/measure.mjs';

const RANDOM_USERS = 80;
const PLANTED_USERS = 8;

describe('patterns of simulated users', () => {
  // As many as the job draws.
  const baseline = baselineOf(200);

  it('are hardly ever told of one in whom there is none', () => {
    expect(falseUsers(RANDOM_USERS, baseline).share).toBeLessThanOrEqual(0.05);
  });

  it('are found where they were planted', () => {
    const shares = foundShares(PLANTED_USERS, baseline);
    expect(Object.keys(shares).length).toBe(18);
    expect(Object.entries(shares).filter(([, share]) => share < 0.95)).toEqual([]);
  });
});
