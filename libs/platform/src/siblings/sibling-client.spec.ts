import type { ServerResponse } from 'node:http';
import { register } from 'prom-client';
import { FixedClock, NOW_MS } from '../../../../test/contracts/fixed-clock.fixture.js';
import { REST_MS } from './circuit-breaker.js';
import { SiblingClient, SiblingFault } from './sibling-client.js';
import { tinySibling, type TinySibling } from '../../../../test/contracts/tiny-sibling.fixture.js';

let sibling: TinySibling;
let clock: FixedClock;
let client: SiblingClient;

const clientOf = (baseUrl: string, { token, timeoutMs = 10_000 }: { token?: string; timeoutMs?: number } = {}): SiblingClient => new SiblingClient({ name: 'users', baseUrl, token, timeoutMs, random: () => 0.01 }, clock);

beforeEach(async () => {
  sibling = await tinySibling();
  clock = new FixedClock(NOW_MS);
  client = clientOf(`${sibling.url}/`, { token: 'a-token' });
});
afterEach(async () => {
  client.close();
  await sibling.close();
});

const fails = (): Promise<unknown> => client.get('/x').then(() => 'an answer', (fault: SiblingFault) => fault.outcome);
const status = (code: number) => (_request: unknown, reply: ServerResponse): void => void reply.writeHead(code).end('nope');

it('asks with its token and gives what stands there', async () => {
  sibling.answer = (_request, reply) => void reply.end('{"timezone":"Asia/Shanghai"}');
  expect(await client.get('/api/users/u-1/preferences')).toEqual({ timezone: 'Asia/Shanghai' });
  expect(sibling.asked).toEqual([{ path: '/api/users/u-1/preferences', authorization: 'Bearer a-token' }]);
});

it('takes 404 for an answer: there is nothing', async () => {
  sibling.answer = status(404);
  for (let question = 0; question < 9; question++) expect(await client.get('/x')).toBeUndefined();
  expect([client.state(), sibling.asked.length]).toEqual(['closed', 9]);
});

describe('a service in trouble', () => {
  it.each([
    ['slow', () => undefined, 'timeout', 3],
    ['slow in the middle of a body', (_request: unknown, reply: ServerResponse) => void reply.write('{'), 'timeout', 3],
    ['failing', status(500), 'failed', 3],
    ['overrun', status(429), 'failed', 3],
    ['refusing', status(401), 'refused', 1],
    ['moved', (_request: unknown, reply: ServerResponse) => void reply.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(), 'unreachable', 3],
    ['talking garbage', (_request: unknown, reply: ServerResponse) => void reply.end('<html>'), 'garbage', 1],
    ['talking without end', (_request: unknown, reply: ServerResponse) => void reply.end('x'.repeat(300_000)), 'too_large', 1],
    ['hanging up', (_request: unknown, reply: ServerResponse) => void reply.destroy(), 'unreachable', 3],
  ])('%s is asked again only where that may help', async (_name, answer, outcome, times) => {
    sibling.answer = answer;
    if (outcome === 'timeout') client = clientOf(sibling.url, { timeoutMs: 300 });
    expect([await fails(), sibling.asked.length]).toEqual([outcome, times]);
  });

  it('that is gone altogether is unreachable', async () => {
    const { url } = sibling;
    await sibling.close();
    client = clientOf(url);
    expect(await fails()).toBe('unreachable');
  });

  it('that comes back within the tries has answered', async () => {
    sibling.answer = (_request, reply) => void (sibling.asked.length < 3 ? reply.writeHead(503).end() : reply.end('1'));
    expect([await client.get('/x'), client.state()]).toEqual([1, 'closed']);
  });

  it('is left alone after five failures, and asked once when it has rested', async () => {
    sibling.answer = status(500);
    expect([await fails(), await fails(), await fails()]).toEqual(['failed', 'not_asked', 'not_asked']);
    expect([sibling.asked.length, client.state()]).toEqual([5, 'open']);
    clock.nowMs += REST_MS;
    expect([client.state(), await fails(), sibling.asked.length, client.state()]).toEqual(['half-open', 'not_asked', 6, 'open']);
    clock.nowMs += REST_MS;
    sibling.answer = (_request, reply) => void reply.end('1');
    expect([await client.get('/x'), client.state()]).toEqual([1, 'closed']);
    const metrics = await register.metrics();
    expect(metrics).toMatch(/sibling_requests_total\{service="users",outcome="failed"\} \d+/);
    expect(metrics).toMatch(/sibling_breaker_state\{service="users",state="closed"\} 1/);
  });

  it('and its client closed: nobody waits', async () => {
    sibling.answer = () => client.close();
    expect([await fails(), sibling.asked.length]).toEqual(['unreachable', 1]);
  });
});

it('faults hold neither address nor token', async () => {
  sibling.answer = status(500);
  const fault: unknown = await client.get('/secret-path').catch((error: unknown) => error);
  expect(String(fault)).toBe('Error: users: failed');
});
