import { GetRecommendations } from './get-recommendations.js';
import { OrderRefresh } from './order-refresh.js';
import type { ListedRecommendations } from './recommendation.js';
import { Recommendations } from './recommendations.js';

const NOW_MS = Date.UTC(2026, 10, 23, 12);
const MINUTE_MS = 60_000;

/** A list of so many, made so long ago; whether it is ordered anew when somebody asks for it. */
async function isOrdered(count: number, minutesAgo: number): Promise<boolean> {
  const items = Array.from({ length: count }, () => ({ expiresMs: NOW_MS + 1, seenDay: null })) as unknown as ListedRecommendations['items'];
  const listed: ListedRecommendations = { items, refreshedMs: NOW_MS - minutesAgo * MINUTE_MS, askedMs: NOW_MS, isOfNow: true };
  const ordered: number[] = [];
  const order = Object.assign(Object.create(OrderRefresh.prototype) as OrderRefresh, { of: async (users: readonly number[]) => void ordered.push(...users) });
  const stored = Object.assign(Object.create(Recommendations.prototype) as Recommendations, { listed: async () => listed });
  const list = new GetRecommendations({ findUser: async () => 7 }, stored, { execute: async () => ({ language: 'en' }) as never }, order, { now: () => NOW_MS });
  const { refreshing } = await list.execute('u-1', false);
  expect(ordered).toEqual(refreshing ? [7] : []);
  return refreshing;
}

describe('a list is made anew', () => {
  it.each([[0, 9, false], [0, 10, true], [3, 10, false], [3, 1439, false], [3, 1440, true]])('of %d, made %d minutes ago: %s', async (count, minutesAgo, expected) =>
    expect(await isOrdered(count, minutesAgo)).toBe(expected));
});
