import { createHmac, createPublicKey, verify } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { getQueueToken } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import { ALERTS_JOB, Incidents } from '#realtime';
import { PLATFORM_USER, type Raise } from '#realtime/core';
import { bearer, bootApi, bootWorker, settingsFor, type BootedApp } from './booted-app.fixture.js';
import { eventStream } from './event-stream.fixture.js';
import { TestServer, type TestDatabase } from './postgres.fixture.js';
import { Receiver } from './webhook-receiver.fixture.js';

let server: TestServer;
let db: TestDatabase;
let api: BootedApp;
let other: BootedApp;
let worker: BootedApp;
let own: number;
beforeAll(async () => {
  server = await TestServer.start();
  db = await server.migrated();
  const settings = settingsFor(db.url, { WEBHOOK_ALLOW_PRIVATE: 'true' });
  [api, other, worker] = [await bootApi(settings), await bootApi(settings), await bootWorker(settings)];
  // Makes u-1 known, as any of its events would.
  await post(api, '/api/alerts/rules', await bearer('user', 'u-1'), ANY_RULE);
  own = (await db.query<{ user_id: number }>('SELECT user_id FROM alert_rule'))[0]?.user_id as number;
}, 300_000);
afterAll(async () => {
  await Promise.all([api, other, worker].map((app) => app.stop()));
  await server.stop();
}, 300_000);

const ANY_RULE = { name: 'Busy', on: 'metric', metric: 'user.calls', operator: 'gt', threshold: 1000, durationMinutes: 15, aggregation: 'sum' };
const OF_CALLS = { on: 'event', metric: undefined, event: 'call' };

type Headers = Readonly<Record<string, string>>;

async function call(app: BootedApp, route: string, headers: Headers, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
  const [method = 'GET', path = ''] = route.split(' ');
  const answer = await fetch(`${app.origin}${path}`, { method, headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) }, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
}
const get = (app: BootedApp, path: string, headers: Headers) => call(app, `GET ${path}`, headers);
const post = (app: BootedApp, path: string, headers: Headers, body?: unknown) => call(app, `POST ${path}`, headers, body);

const items = ({ body }: { readonly body: Record<string, unknown> }): Record<string, unknown>[] => body['items'] as Record<string, unknown>[];

const raising = (key: string, more: Partial<Raise> = {}): Raise => ({
  source: 'security', kind: 'test', severity: 'high', userId: own, key, atMs: Date.now(), evidence: { seen: 'call from +8613800138000' }, text: 'Something about +8613800138000', ...more,
});

const raise = (key: string, more?: Partial<Raise>) => worker.app.get(Incidents, { strict: false }).raise(raising(key, more));

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; ; tries++) {
    const found = await look();
    if (found !== undefined) return found;
    if (tries > 200) throw new Error('waited in vain');
    await sleep(100);
  }
}

describe('incidents', () => {
  it('many at once of one key are one incident, which its user sees, acknowledges, snoozes and resolves', async () => {
    const user = await bearer('user', 'u-1');
    const at = Date.now();
    await Promise.all(Array.from({ length: 12 }, (_, minute) => raise('many', { atMs: at + minute * 1000 })));
    const mine = items(await get(api, '/api/alerts/incidents?source=security&state=open', user)).filter(({ kind }) => kind === 'test');
    expect(mine).toHaveLength(1);
    const [{ id } = {}] = mine as [{ id: string }];
    expect(mine[0]).toMatchObject({ raises: 12, scope: 'user', state: 'open', severity: 'high' });
    expect((await get(api, `/api/alerts/incidents/${id}`, await bearer('user', 'u-2'))).status).toBe(404);
    expect((await post(api, `/api/alerts/incidents/${id}/acknowledge`, user)).body).toMatchObject({ state: 'acknowledged', acknowledgedAt: expect.any(String) as string });
    expect((await post(api, `/api/alerts/incidents/${id}/snooze`, user, { minutes: 5 })).body).toMatchObject({ snoozedUntil: expect.any(String) as string });
    expect(items(await get(api, '/api/alerts/incidents?state=snoozed', user)).map((one) => one['id'])).toEqual([id]);
    expect((await post(api, `/api/alerts/incidents/${id}/resolve`, await bearer('admin', 'root'))).body).toMatchObject({ state: 'resolved', resolvedBy: 'person' });
    expect((await post(api, `/api/alerts/incidents/${id}/snooze`, user, { minutes: 5 })).body).toMatchObject({ code: 'incident_resolved' });
  });

  it('a raise that its transaction takes back leaves nothing behind, news and messages included', async () => {
    const count = async (): Promise<unknown> => (await db.query('SELECT (SELECT count(*) FROM incident) AS incidents, (SELECT count(*) FROM live_event) AS events'))[0];
    const before = await count();
    const undone = db.database.transaction(async (tx) => {
      await worker.app.get(Incidents, { strict: false }).raise(raising('undone'), tx);
      throw new Error('taken back');
    });
    await expect(undone).rejects.toThrow('taken back');
    expect(await count()).toEqual(before);
  });

  it("of others are nobody's business: a user asks for their own alone, an admin for any", async () => {
    await raise('platform-wide', { userId: PLATFORM_USER });
    const admin = await bearer('admin', 'root');
    expect((await get(api, '/api/alerts/incidents?userId=u-2', await bearer('user', 'u-1'))).body).toMatchObject({ code: 'forbidden_user' });
    expect(items(await get(api, '/api/alerts/incidents', await bearer('user', 'u-1'))).filter(({ scope }) => scope === 'platform')).toEqual([]);
    expect(items(await get(api, '/api/alerts/incidents', admin)).filter(({ scope }) => scope === 'platform')).toHaveLength(1);
    expect(items(await get(api, '/api/alerts/incidents?userId=u-1', admin)).filter(({ scope }) => scope === 'platform')).toEqual([]);
  });

  it('name their user to admins alone', async () => {
    const [admin, user] = [await bearer('admin', 'root'), await bearer('user', 'u-1')];
    await raise('whose');
    await raise('whose-platform', { userId: PLATFORM_USER });
    const seen = items(await get(api, '/api/alerts/incidents', admin)).map(({ scope, userId }) => [scope, userId]);
    expect(seen).toEqual(expect.arrayContaining([['user', 'u-1'], ['platform', null]]));
    expect(seen.filter(([scope, userId]) => (scope === 'user') !== (userId === 'u-1'))).toEqual([]);
    const own = items(await get(api, '/api/alerts/incidents?userId=u-1', user));
    expect([own.length > 0, own.filter(({ userId }) => userId !== null)]).toEqual([true, []]);
    const path = `/api/alerts/incidents/${String(own[0]?.['id'])}`;
    expect([(await get(api, path, admin)).body['userId'], (await post(api, `${path}/acknowledge`, admin)).body['userId'], (await get(api, path, user)).body['userId']]).toEqual(['u-1', 'u-1', null]);
  });
});

describe('rules', () => {
  const evaluate = async (): Promise<void> => {
    const queue = worker.app.get<Queue>(getQueueToken(ALERTS_JOB.queue), { strict: false });
    const job = await queue.add(ALERTS_JOB.name, {}, { removeOnComplete: false });
    await until(async () => ((await queue.getJob(job.id as string))?.finishedOn === undefined ? undefined : true));
  };

  it('a rule that holds opens an incident, and one that holds no more ends it', async () => {
    const user = await bearer('user', 'u-1');
    const made = await post(api, '/api/alerts/rules', user, { name: 'Alarms', on: 'event', event: 'security', operator: 'gte', threshold: 2, durationMinutes: 10, aggregation: 'count', severity: 'critical', filter: { severity: 'high' } });
    expect(made.status).toBe(201);
    const happened = (minutesAgo: number, severity: string) => ({ type: 'security', userId: 'u-1', action: 'login_failed', severity, timestamp: new Date(Date.now() - minutesAgo * 60_000).toISOString() });
    await post(api, '/api/realtime/events', await bearer('system', 'gate'), [happened(2, 'high'), happened(3, 'high'), happened(4, 'low')]);
    await evaluate();
    const found = items(await get(api, '/api/alerts/incidents?source=rule&state=open', user));
    expect(found).toMatchObject([{ kind: 'event', severity: 'critical', evidence: { rule: 'Alarms', value: 2, threshold: 2 } }]);
    await call(api, `PATCH /api/alerts/rules/${String(made.body['id'])}`, user, { threshold: 3 });
    await evaluate();
    expect(items(await get(api, '/api/alerts/incidents?source=rule', user))).toMatchObject([{ state: 'resolved', resolvedBy: 'source' }]);
    expect((await call(api, `DELETE /api/alerts/rules/${String(made.body['id'])}`, user)).status).toBe(204);
  });

  it('over the platform they are for admins, and look at what the stream says of itself', async () => {
    const rule = { name: 'Stream stands', on: 'metric', metric: 'stream.folded_per_second', operator: 'lte', threshold: 1e9, durationMinutes: 5, aggregation: 'max', scope: 'platform' };
    expect((await post(api, '/api/alerts/rules', await bearer('user', 'u-1'), rule)).body).toMatchObject({ code: 'forbidden_scope' });
    const admin = await bearer('admin', 'root');
    expect((await post(api, '/api/alerts/rules', admin, rule)).status).toBe(201);
    await evaluate();
    expect(items(await get(api, '/api/alerts/incidents?source=rule&state=open', admin)).filter(({ scope }) => scope === 'platform')).toHaveLength(1);
  });

  it.each([
    ['a metric there is not', { metric: 'user.nothing' }, 'metric'], ['one of the platform', { metric: 'stream.lag' }, 'metric'], ['a window that is no whole step', { durationMinutes: 20 }, 'durationMinutes'],
    ['a filter on a metric', { filter: { outcome: 'missed' } }, 'filter'], ['no metric', { metric: undefined }, 'metric'], ['an event as well', { event: 'call' }, 'event'],
    ['a text for a number', { threshold: '5' }, 'threshold'], ['a null', { aggregation: null }, 'aggregation'],
    ['an outcome there is not', { ...OF_CALLS, filter: { outcome: 'bogus' } }, 'filter.outcome'], ['a facet of other events', { ...OF_CALLS, filter: { severity: 'high' } }, 'filter.severity'],
    ['a mean of what has no figure', { ...OF_CALLS, event: 'security', aggregation: 'p95' }, 'aggregation'],
  ])('%s is refused by name', async (_name, change, path) => {
    const { status, body } = await post(api, '/api/alerts/rules', await bearer('user', 'u-1'), { ...ANY_RULE, ...change });
    expect([status, body['code']]).toEqual([400, 'input_invalid']);
    expect((body['errors'] as { path: string }[]).map((error) => error.path)).toContain(path);
  });
});

describe('the live stream', () => {
  it('tells each what they may see, of every process, and goes on where it was left', async () => {
    const mine = await eventStream(other, await bearer('user', 'u-1'));
    const theirs = await eventStream(other, await bearer('user', 'u-2'));
    const all = await eventStream(other, await bearer('admin', 'root'), { types: 'incident' });
    await raise('live-1');
    await raise('live-2', { userId: PLATFORM_USER });
    const first = await mine.next('incident.opened');
    expect(first.data).toMatchObject({ state: 'open', scope: 'user', text: 'Something about [number]' });
    expect([(await all.next('incident.opened')).data['scope'], (await all.next('incident.opened')).data['scope']]).toEqual(['user', 'platform']);
    mine.stop();
    await raise('live-3', { kind: 'later' });
    const again = await eventStream(api, await bearer('user', 'u-1'), {}, first.id);
    expect((await again.next('incident.opened')).data).toMatchObject({ scope: 'user', kind: 'later' });
    expect(theirs.seen('incident.opened')).toEqual([]);
    for (const stream of [theirs, all, again]) stream.stop();
  });

  it('says when what was missed is not kept any more', async () => {
    await raise('torn');
    const stream = await eventStream(api, await bearer('user', 'u-1'));
    await db.query('UPDATE live_head SET forgotten_seq = 1');
    const torn = await eventStream(api, await bearer('user', 'u-1'), {}, '0');
    expect([stream.ready['isTorn'], torn.ready['isTorn']]).toEqual([false, true]);
    for (const one of [stream, torn]) one.stop();
  });

  it('ends with the token', async () => {
    const stream = await eventStream(api, await bearer('user', 'u-1', 2));
    expect((await stream.next('end')).data).toEqual({ reason: 'token_expired' });
  });

  it.each([['types', '?types=nothing', {}], ['last-event-id', '', { 'last-event-id': 'x' }]])('%s it does not know is refused', async (path, query, headers) => {
    const { status, body } = await get(api, `/api/realtime/stream${query}`, { ...(await bearer('user', 'u-1')), ...headers });
    expect([status, (body['errors'] as { path: string }[])[0]?.path]).toEqual([400, path]);
  });
});

describe('webhooks', () => {
  let receiver: Receiver;
  let url: string;
  beforeEach(async () => {
    receiver = new Receiver();
    url = await receiver.start();
  });
  afterEach(() => receiver.stop());

  const deliveries = async (id: unknown, headers: Headers) => items(await get(api, `/api/webhooks/${String(id)}/deliveries`, headers));

  it('an incident reaches a receiver that checks the signature, with no number in it', async () => {
    const user = await bearer('user', 'u-1');
    const { body: hook } = await post(api, '/api/webhooks', user, { url, events: ['incident.*'] });
    const { secret, id } = hook as { secret: string; id: string };
    await raise('hooked');
    const { headers, body } = await until(() => Promise.resolve(receiver.received[0]));
    const content = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
    const expected = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64')).update(content).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${expected}`);
    expect(JSON.parse(body)).toMatchObject({ type: 'incident.opened', timestamp: expect.any(String) as string, data: { text: 'Something about [number]', evidence: { seen: 'call from [number]' } } });
    const [delivery] = await until(async () => ((await deliveries(id, user))[0]?.['state'] === 'delivered' ? deliveries(id, user) : undefined));
    expect(delivery).toMatchObject({ messageId: headers['webhook-id'], attempts: 1, log: [{ status: 200, fault: null, latencyMs: expect.any(Number) as number }] });
    expect((await db.query<{ found: boolean }>(`SELECT bool_or(encode(secret, 'escape') LIKE '%whsec_%' OR encode(url, 'escape') LIKE '%127.0.0.1%') AS found FROM webhook`))[0]?.found).toBe(false);
    expect(JSON.stringify((await get(api, `/api/webhooks/${id}`, user)).body)).not.toContain('whsec_');
    expect((await get(api, `/api/webhooks/${id}`, await bearer('user', 'u-2'))).status).toBe(404);
    await call(api, `DELETE /api/webhooks/${id}`, user);
  });

  it('Ed25519 is checked by the public key; after rotation both keys sign', async () => {
    const user = await bearer('user', 'u-1');
    const { body: hook } = await post(api, '/api/webhooks', user, { url, events: ['insight.*'], signing: 'ed25519' });
    const { body: rotated } = await post(api, `/api/webhooks/${String(hook['id'])}/rotate`, user);
    expect([hook['secret'], rotated['secret']]).toEqual([null, null]);
    expect(await post(api, `/api/webhooks/${String(hook['id'])}/rotate`, user)).toMatchObject({ status: 409, body: { code: 'webhook_rotated' } });
    await post(api, `/api/webhooks/${String(hook['id'])}/test`, user);
    const { headers, body } = await until(() => Promise.resolve(receiver.received[0]));
    const content = Buffer.from(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`);
    const keyOf = (text: unknown) => createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(String(text).slice('whpk_'.length), 'base64').toString('base64url') }, format: 'jwk' });
    const signatures = String(headers['webhook-signature']).split(' ').map((one) => one.split(',') as [string, string]);
    expect(signatures.map(([version]) => version)).toEqual(['v1a', 'v1a']);
    expect([rotated, hook].map(({ publicKey }, at) => verify(null, content, keyOf(publicKey), Buffer.from(signatures[at]?.[1] ?? '', 'base64')))).toEqual([true, true]);
    await call(api, `DELETE /api/webhooks/${String(hook['id'])}`, user);
  });

  it('is tried out by one test at a time, each sent once', async () => {
    const user = await bearer('user', 'u-1');
    const { body: hook } = await post(api, '/api/webhooks', user, { url, events: ['insight.*'] });
    const test = () => post(api, `/api/webhooks/${String(hook['id'])}/test`, user);
    let answer = (): void => undefined;
    receiver.held = new Promise((resolve) => (answer = resolve));
    receiver.status = 500;
    const both = await Promise.all([test(), test()]);
    expect(both.map(({ status }) => status).sort()).toEqual([202, 409]);
    expect(both.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'webhook_test_pending' });
    answer();
    expect(await until(async () => ((await deliveries(hook['id'], user))[0]?.['state'] === 'failed' ? deliveries(hook['id'], user) : undefined))).toMatchObject([{ attempts: 1, log: [{ status: 500 }] }]);
    await call(api, `DELETE /api/webhooks/${String(hook['id'])}`, user);
  });

  it('what fails is tried again, a redirect is not followed, and 410 ends it; by hand it is sent anew', async () => {
    const user = await bearer('user', 'u-1');
    const { body: hook } = await post(api, '/api/webhooks', user, { url, events: ['incident.*'] });
    const id = String(hook['id']);
    receiver.status = 307;
    await raise('tried-again');
    const [pending] = await until(async () => ((await deliveries(id, user))[0]?.['attempts'] === 1 ? deliveries(id, user) : undefined));
    expect(pending).toMatchObject({ state: 'pending', log: [{ status: 307 }] });
    receiver.status = 410;
    await until(() => Promise.resolve(receiver.received[1]));
    const disabled = await until(async () => ((await get(api, `/api/webhooks/${id}`, user)).body['active'] === false ? get(api, `/api/webhooks/${id}`, user) : undefined));
    expect(disabled.body['disabledReason']).toContain('410');
    expect(receiver.received[1]?.headers['webhook-id']).toBe(receiver.received[0]?.headers['webhook-id']);
    expect((await post(api, `/api/webhooks/${id}/test`, user)).body).toMatchObject({ code: 'webhook_disabled' });
    const told = async () => items(await get(api, '/api/alerts/incidents?source=webhook', user));
    expect(await until(async () => ((await told()).length > 0 ? told() : undefined))).toMatchObject([{ kind: 'disabled', evidence: { webhookId: id } }]);
    await call(api, `PATCH /api/webhooks/${id}`, user, { active: true });
    receiver.status = 204;
    expect((await post(api, `/api/webhooks/${id}/deliveries/${String(pending?.['id'])}/redeliver`, user)).status).toBe(202);
    expect(await until(async () => ((await deliveries(id, user))[0]?.['state'] === 'delivered' ? deliveries(id, user) : undefined))).toMatchObject([{ log: [{ status: 307 }, { status: 410 }, { status: 204 }] }]);
  });

  it('one made again under its key is the same, secret included, until it is deleted; another under that key is refused', async () => {
    const headers = { ...(await bearer('user', 'u-1')), 'idempotency-key': 'k-1' };
    const order = { url, events: ['insight.*'] };
    const [one, other] = await Promise.all([post(api, '/api/webhooks', headers, order), post(api, '/api/webhooks', headers, order)]);
    expect([one.status, other.body]).toEqual([201, one.body]);
    expect(await post(api, '/api/webhooks', headers, { ...order, signing: 'hmac' })).toEqual(one);
    expect(await post(api, '/api/webhooks', headers, { ...order, events: ['*'] })).toMatchObject({ status: 409, body: { code: 'idempotency_key_reused' } });
    expect((await post(api, '/api/webhooks', { ...headers, 'idempotency-key': '' }, order)).body).toMatchObject({ code: 'idempotency_key_invalid' });
    expect((await post(api, '/api/webhooks', { ...headers, ...(await bearer('user', 'u-2')) }, order)).body['id']).not.toBe(one.body['id']);
    await call(api, `DELETE /api/webhooks/${String(one.body['id'])}`, headers);
    const { body } = await post(api, '/api/webhooks', headers, order);
    expect([body['id'] === one.body['id'], body['secret'] === one.body['secret']]).toEqual([false, false]);
    await call(api, `DELETE /api/webhooks/${String(body['id'])}`, headers);
  });

  it.each([
    ['plain HTTP where it may not be', 'ftp://example.com/', 'url'], ['a password', 'https://me:it@example.com/', 'url'], ['no URL', 'nowhere', 'url'],
  ])('%s is refused by name', async (_name, bad, path) => {
    const { status, body } = await post(api, '/api/webhooks', await bearer('user', 'u-1'), { url: bad, events: ['*'] });
    expect([status, (body['errors'] as { path: string }[])[0]?.path]).toEqual([400, path]);
  });
});
