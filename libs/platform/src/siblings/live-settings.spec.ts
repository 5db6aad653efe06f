import { FixedClock, NOW_MS } from '../../../../test/contracts/fixed-clock.fixture.js';
import { readConfig } from '#platform/config';
import { LiveSettings } from './live-settings.js';
import { SiblingClient } from './sibling-client.js';
import { tinySibling, until } from '../../../../test/contracts/tiny-sibling.fixture.js';

const { env } = readConfig({ MAX_FALSE_BLOCK_RATE: '0.002' }, {});
const PATH = '/api/config/profile-analytics';

async function told(body: string): Promise<readonly unknown[]> {
  const sibling = await tinySibling((_request, reply) => void reply.end(body));
  const client = new SiblingClient({ name: 'configuration', baseUrl: sibling.url, token: undefined, random: () => 0 }, new FixedClock(NOW_MS));
  const answered = jest.spyOn(client, 'get');
  const live = new LiveSettings(env, { client, path: PATH }, new FixedClock(NOW_MS));
  expect(live.value('MAX_FALSE_BLOCK_RATE')).toBe(0.002);
  await until(() => answered.mock.calls.length > 0);
  await (answered.mock.results[0]?.value as Promise<unknown>).catch(() => undefined);
  await new Promise((resume) => setImmediate(resume));
  await sibling.close();
  expect(sibling.asked[0]?.path).toBe(PATH);
  return [live.value('MAX_FALSE_BLOCK_RATE'), live.value('DISPUTE_DEADLINE_DAYS'), live.flag('USER_PREFERENCES')];
}

it.each([
  ['what it says holds', '{"settings":{"MAX_FALSE_BLOCK_RATE":0.01,"DISPUTE_DEADLINE_DAYS":3},"flags":{"USER_PREFERENCES":false}}', [0.01, 3, false]],
  ['what it does not say is as it was', '{"settings":{"DISPUTE_DEADLINE_DAYS":3}}', [0.002, 3, true]],
  ['what is out of bounds, or of another kind, is passed over', '{"settings":{"MAX_FALSE_BLOCK_RATE":0.5,"DISPUTE_DEADLINE_DAYS":"3"},"flags":{"USER_PREFERENCES":"no"}}', [0.002, 7, true]],
  ['what may not change at run time does not', '{"settings":{"PORT":1,"__proto__":{"MAX_FALSE_BLOCK_RATE":0}},"flags":[]}', [0.002, 7, true]],
  ['a list says nothing', '[]', [0.002, 7, true]],
  ['nor does garbage', '{', [0.002, 7, true]],
])('%s', async (_name, body, expected) => expect(await told(body)).toEqual(expected));

it('without the service the environment holds', () => {
  const live = new LiveSettings(env, undefined, new FixedClock(NOW_MS));
  expect([live.value('MAX_FALSE_BLOCK_RATE'), live.value('DISPUTE_DEADLINE_DAYS'), live.flag('USER_PREFERENCES')]).toEqual([0.002, 7, true]);
});
