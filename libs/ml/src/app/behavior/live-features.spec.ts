import { Keyring } from '#privacy';
import { USER_AT_CALL, type CallerKnown } from '../../core/index.js';
import { LiveFeatures } from './live-features.js';

const NOW_MS = Date.UTC(2026, 0, 15, 10);
const SEVEN: CallerKnown = { caller: { calls: 7, users: 3, answeredShare: 0.5, shortShare: 0, meanSeconds: 40, lastMs: NOW_MS - 1000 }, category: undefined };
const CALLER_CALLS = USER_AT_CALL.features.findIndex(({ name }) => name === 'caller_calls');

/** What is stored says seven calls, the log says none; the clock goes on with every look at it. */
function features(): LiveFeatures {
  let ticks = NOW_MS;
  return new LiveFeatures({
    calls: { newest: async () => [] } as never, zones: { zonesOf: async () => ['Asia/Shanghai'] }, keyring: new Keyring('a key for tests of more than 32 characters'),
    numbers: { now: async (ids: readonly number[]) => new Map(ids.map((id) => [id, SEVEN])) }, history: { ofSubject: async () => [] }, clock: { now: () => ++ticks },
  });
}

it.each([['now from what is stored, though time goes on meanwhile', true, 7], ['an earlier moment from the log', false, 0]])('numbers are known %s', async (_name, isNow, calls) => {
  const live = features();
  const [heard, withheld] = await live.vectors(await live.momentOf(1, NOW_MS, isNow), [5, undefined]);
  expect([heard?.[CALLER_CALLS], withheld?.[CALLER_CALLS]]).toEqual([calls, 0]);
});
