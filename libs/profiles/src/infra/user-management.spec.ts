import type { RequestListener } from 'node:http';
import { Caches } from '#platform/cache';
import type { Cell, Database } from '#platform/database';
import { SiblingClient } from '#platform/siblings';
import { Keyring } from '#privacy';
import { PreferenceHistory } from '#realtime';
import { FixedClock, NOW_MS } from '../../../../test/contracts/fixed-clock.fixture.js';
import { MemoryIdentities } from '../../../../test/contracts/memory-identities.fixture.js';
import { tinySibling, until, type TinySibling } from '../../../../test/contracts/tiny-sibling.fixture.js';
import { toldPreferences } from '../core/told-preferences.js';
import { CachedChoices } from './cached-choices.js';
import { UserManagement } from './user-management.js';

class NoHistory extends PreferenceHistory {
  async ofUser(): Promise<never[]> {
    return [];
  }
}

let sibling: TinySibling;
let client: SiblingClient;
const flags = { on: true };

afterEach(async () => {
  flags.on = true;
  client.close();
  await sibling.close();
});

/** Users 1 (chose both here), 2 (chose a strategy) and 3 (chose nothing), while User Management answers as given. */
async function bench(answer: RequestListener) {
  sibling = await tinySibling(answer);
  const clock = new FixedClock(NOW_MS);
  client = new SiblingClient({ name: 'user-management', baseUrl: sibling.url, token: undefined, timeoutMs: 10_000, random: () => 0 }, clock);
  const identities = new MemoryIdentities();
  await identities.registerUsers(['u-1', 'u@2', 'u-3', '.', '..']);
  const told = new UserManagement({ client, path: '/api/users/:userId/preferences', identities, live: { flag: () => flags.on } }, clock);
  const rows = async (): Promise<Cell[][]> => [[1, 'UTC', 'strict', null, null], [2, null, 'permissive', null, null]];
  const caches = new Caches({ enabled: true, maxBytes: 1_000_000, ttlMs: 60_000, sweepMs: 60_000 });
  caches.close();
  const sources = { database: { rows } as unknown as Database, history: new NoHistory(), keyring: new Keyring('a key for tests of more than 32 characters'), told };
  return { told, choices: new CachedChoices(sources, caches, { zone: 'Asia/Shanghai', strategy: 'moderate' }) };
}

it('what users chose here goes before what User Management says, and that before the defaults; nobody waits for it', async () => {
  const { told, choices } = await bench((_request, reply) => void reply.end('{"timezone":"Europe/Paris","whitelistStrategy":"strict","language":"fr"}'));
  expect(await choices.zonesOf([1, 2, 3])).toEqual(['UTC', 'Asia/Shanghai', 'Asia/Shanghai']);
  await until(() => told.of(2).timezone !== undefined && told.of(3).timezone !== undefined);
  expect(await choices.zonesOf([1, 2, 3])).toEqual(['UTC', 'Europe/Paris', 'Europe/Paris']);
  expect(await Promise.all([1, 2, 3].map(async (user) => (await choices.choicesOf(user)).strategy))).toEqual(['strict', 'permissive', 'strict']);
  expect(await choices.choicesAt(3, NOW_MS)).toMatchObject({ zone: 'Europe/Paris', strategy: 'strict' });
  // User 1 chose all that is asked for here, so nobody is told of them.
  expect(sibling.asked.map(({ path }) => path).toSorted()).toEqual(['/api/users/u%402/preferences', '/api/users/u-3/preferences']);
  flags.on = false;
  expect(await choices.zonesOf([2])).toEqual(['Asia/Shanghai']);
});

it.each<[string, RequestListener]>([
  ['knows nobody', (_request, reply) => void reply.writeHead(404).end()],
  ['fails', (_request, reply) => void reply.writeHead(500).end()],
  ['talks garbage', (_request, reply) => void reply.end('<html>')],
  ['talks without end', (_request, reply) => void reply.end('x'.repeat(300_000))],
  ['never answers', () => undefined],
  ['says what no user could', (_request, reply) => void reply.end('{"timezone":"Mars/Olympus","whitelistStrategy":7}')],
])('where it %s, the defaults hold', async (_name, answer) => {
  const { choices } = await bench(answer);
  await choices.zonesOf([3]);
  await until(() => sibling.asked.length > 0);
  expect(await choices.choicesOf(3)).toMatchObject({ zone: 'Asia/Shanghai', strategy: 'moderate' });
});

it.each([
  ['at the top', { timezone: 'UTC', language: 'en', shareAnalytics: true, whitelistStrategy: 'strict', theme: 'dark' }, { timezone: 'UTC', language: 'en', shareAnalytics: true, whitelistStrategy: 'strict' }],
  ['under data', { success: true, data: { timezone: 'UTC', languagePreference: 'zh-CN' } }, { timezone: 'UTC', language: 'zh-CN' }],
  ['under preferences', { preferences: { timezone: 'UTC' } }, { timezone: 'UTC' }],
  ['that we would not take from the user either', { timezone: 'Nowhere', language: '\0', shareAnalytics: 'yes', phoneNumber: '+8613800138000' }, {}],
  ['that are none', 'UTC', {}],
])('takes preferences %s', (_name, answer, expected) => expect(toldPreferences(answer)).toEqual(expected));

it('is not asked for a user whose id would lead to another address', async () => {
  const { told } = await bench((_request, reply) => void reply.end('{"timezone":"Europe/Paris"}'));
  expect([4, 5, 3].map((user) => told.of(user))).toEqual([{}, {}, {}]);
  await until(() => told.of(3).timezone !== undefined);
  expect([told.of(4), told.of(5)]).toEqual([{}, {}]);
  expect(sibling.asked.map(({ path }) => path)).toEqual(['/api/users/u-3/preferences']);
});
