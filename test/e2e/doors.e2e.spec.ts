import { createHmac, randomUUID } from 'node:crypto';
import { clientOf, folded, removeFolders, request, runTool, startService, tokenFor, type Client, type Service } from '../support/index.mjs';

const LONG = 120_000;
const HOUR_MS = 3_600_000;
const NUMBER = '+8613800138000';
const CALLER = `/api/profiles/caller/${encodeURIComponent(NUMBER)}`;

let service: Service;
let system: Client;
let admin: Client;

const call = (fields: object = {}): Record<string, unknown> => ({
  type: 'call', userId: 'u-1', callerPhone: NUMBER, outcome: 'answered', duration: 30, timestamp: '2026-03-02T10:00:00+08:00', ...fields,
});

const callsOf = async (userId: string): Promise<number> => {
  await folded(service);
  return ((await system.get(`/api/profiles/${userId}`)).body.calls?.total as number | undefined) ?? 0;
};

beforeAll(async () => {
  service = await startService({ env: { LOG_LEVEL: 'debug' } });
  system = clientOf(service, 'system');
  admin = clientOf(service, 'admin');
  await system.send([call(), call({ userId: 'u-2' })]);
  await folded(service);
}, LONG);

afterAll(async () => {
  await service.stop();
  removeFolders();
}, LONG);

describe('tokens', () => {
  it.each(['user', 'moderator', 'admin', 'system'])('the token command makes one for the role %s that the service takes', async (role) => {
    const { code, stdout } = await runTool('token', ['--role', role, '--user', 'u-1'], { DATA_DIR: service.dataDir });
    expect([code, stdout.split('\n').length]).toEqual([0, 2]);
    expect(await request(service, 'GET', CALLER, { token: stdout.trim() })).toMatchObject({ status: 200, body: { phoneNumber: NUMBER } });
  });

  const segment = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const past = Math.floor(Date.now() / 1000) - 60;

  it.each([
    ['none', () => undefined, 'token_missing'],
    ['garbage', () => 'not.a.token', 'token_invalid'],
    ['an expired one', () => tokenFor(service, 'admin', 'u-1', { exp: past }), 'token_expired'],
    ['one without exp', () => tokenFor(service, 'admin', 'u-1', { exp: undefined }), 'token_invalid'],
    ['one of another issuer', () => tokenFor(service, 'admin', 'u-1', { iss: 'someone' }), 'token_invalid'],
    ['one for another audience', () => tokenFor(service, 'admin', 'u-1', { aud: 'someone' }), 'token_invalid'],
    ['one of a half-finished login', () => tokenFor(service, 'admin', 'u-1', { sessionId: 'mfa-temp' }), 'token_invalid'],
    ['an unsigned one', () => `${segment({ alg: 'none' })}.${segment({ sub: 'u-1', role: 'admin', exp: past + HOUR_MS })}.`, 'token_invalid'],
    ['one signed with another secret', () => {
      const signed = tokenFor(service, 'admin').split('.').slice(0, 2).join('.');
      return `${signed}.${createHmac('sha256', 'x'.repeat(32)).update(signed).digest('base64url')}`;
    }, 'token_invalid'],
  ])('%s is refused with 401', async (_what, token, code) => {
    expect(await request(service, 'GET', '/api/profiles/u-1', { token: token() })).toMatchObject({ status: 401, body: { code, status: 401 } });
  });
});

describe('roles', () => {
  type Row = [method: string, path: string, body: unknown, statuses: Record<string, number>];

  const own = { user: 200, moderator: 403, system: 200, admin: 200 };
  const adminOnly = { user: 403, moderator: 403, system: 403, admin: 200 };
  const interaction = (userId: string): object => ({ type: 'interaction', userId, timestamp: '2026-03-02T10:00:00+08:00', action: 'opened' });
  // The user's token is for u-1, everyone else's for somebody without data.
  const matrix: Row[] = [
    ['GET', '/api/profiles/u-1', undefined, own],
    ['GET', '/api/profiles/u-2', undefined, { ...own, user: 403 }],
    ['GET', '/api/profiles/never-seen', undefined, { user: 403, moderator: 403, system: 404, admin: 404 }],
    ['GET', '/api/profiles/%20', undefined, { user: 403, moderator: 403, system: 400, admin: 400 }],
    ['PUT', '/api/profiles/u-1/preferences', { language: 'zh-CN' }, own],
    ['PUT', '/api/profiles/u-2/preferences', { language: 'zh-CN' }, { ...own, user: 403 }],
    ['PUT', '/api/profiles/u-2/preferences', { nonsense: 1 }, { user: 403, moderator: 403, system: 400, admin: 400 }],
    ['GET', CALLER, undefined, { user: 200, moderator: 200, system: 200, admin: 200 }],
    ['GET', `${CALLER}?userId=u-1`, undefined, own],
    ['GET', `${CALLER}?userId=u-2`, undefined, { ...own, user: 403 }],
    ['GET', '/api/profiles/caller/nonsense?userId=u-2', undefined, { user: 403, moderator: 403, system: 400, admin: 400 }],
    ['POST', `${CALLER}/feedback`, { userId: 'u-1', label: 'unsure' }, { user: 201, moderator: 403, system: 201, admin: 201 }],
    ['POST', `${CALLER}/feedback`, { userId: 'u-2', label: 'unsure' }, { user: 403, moderator: 403, system: 201, admin: 201 }],
    ['POST', `${CALLER}/feedback`, { userId: 'u-2', label: 'nonsense' }, { user: 403, moderator: 403, system: 400, admin: 400 }],
    ['POST', '/api/profiles/interactions', interaction('u-1'), { user: 202, moderator: 403, system: 202, admin: 202 }],
    ['POST', '/api/profiles/interactions', interaction('u-2'), { user: 403, moderator: 403, system: 202, admin: 202 }],
    ['POST', '/api/realtime/events', call({ id: randomUUID(), userId: 'u-3' }), { user: 403, moderator: 403, system: 202, admin: 202 }],
    ['POST', '/api/realtime/events', 'no JSON', { user: 403, moderator: 403, system: 400, admin: 400 }],
    ['GET', '/api/realtime/metrics', undefined, adminOnly],
    ['GET', '/api/realtime/processors', undefined, adminOnly],
    ['GET', '/api/realtime/dead-letters', undefined, adminOnly],
    ['POST', '/api/realtime/dead-letters/1/replay', undefined, { user: 403, moderator: 403, system: 403, admin: 404 }],
    ['GET', '/api/v1/profiles/u-2', undefined, { ...own, user: 403 }],
  ];

  it.each(matrix)('%s %s', async (method, path, body, expected) => {
    const roles = ['user', 'moderator', 'system', 'admin'] as const;
    const answers = await Promise.all(roles.map((role) => request(service, method, path, { token: tokenFor(service, role, role === 'user' ? 'u-1' : 'nobody'), body })));
    expect(Object.fromEntries(roles.map((role, index) => [role, answers[index]!.status]))).toEqual(expected);
    expect((await request(service, method, path, { body })).status).toBe(401);
  });

  it('the queue board is for admins', async () => {
    const { status } = await request(service, 'GET', '/api/admin/queues', { token: admin.token });
    expect(status).toBe(200);
  });

  it.each(['/health', '/health/live', '/health/ready', '/metrics', '/api/docs', '/api/docs-json'])('%s is open', async (path) => {
    expect((await request(service, 'GET', path)).status).toBe(200);
  });
});

describe('ways to send events', () => {
  const cloudEvent = (fields: object = {}): object => ({
    specversion: '1.0', source: 'urn:calls', id: 'call-1', type: 'com.example.call', subject: 'u-cloud', time: '2026-03-02T10:00:00+08:00',
    data: { callerPhone: NUMBER, outcome: 'missed' }, ...fields,
  });

  it('a partly bad batch keeps the good and names the bad by index', async () => {
    const batch = [call({ userId: 'u-partly' }), call({ userId: 'u-partly', duration: '30' }), 5, call({ userId: 'u-partly', callerPhone: 'abc' }), call({ userId: 'u-partly' })];
    expect(await system.send(batch)).toMatchObject({
      status: 202,
      body: {
        accepted: 2,
        rejected: [
          { index: 1, code: 'event_invalid', errors: [{ path: 'duration', message: expect.any(String) }] },
          { index: 2, code: 'event_invalid', errors: [{ path: '', message: 'must be an object' }] },
          { index: 3, code: 'event_invalid', errors: [{ path: 'callerPhone', message: expect.any(String) }] },
        ],
      },
    });
    expect(await callsOf('u-partly')).toBe(2);
  });

  it('NDJSON, with a line that is none', async () => {
    const lines = [JSON.stringify(call({ userId: 'u-lines' })), '{"broken', '', JSON.stringify(call({ userId: 'u-lines' }))].join('\n');
    expect(await system.send(lines, { type: 'application/x-ndjson' })).toMatchObject({ status: 202, body: { accepted: 2, rejected: [{ index: 1 }] } });
    expect(await callsOf('u-lines')).toBe(2);
  });

  it('a batch of CloudEvents, whose ids make sending again harmless', async () => {
    const batch = [cloudEvent(), cloudEvent({ id: 'call-2' }), cloudEvent({ id: 'call-3', specversion: '0.3' }), cloudEvent()];
    const options = { type: 'application/cloudevents-batch+json' };
    expect(await system.send(batch, options)).toMatchObject({ status: 202, body: { accepted: 3, rejected: [{ index: 2 }] } });
    expect(await system.send(batch, options)).toMatchObject({ status: 202, body: { accepted: 3 } });
    expect(await system.send(cloudEvent({ id: 'call-4' }), { type: 'application/cloudevents+json' })).toMatchObject({ status: 202, body: { accepted: 1 } });
    expect(await callsOf('u-cloud')).toBe(3);
  });

  it('events without ids count once for one Idempotency-Key of one sender', async () => {
    const batch = [call({ userId: 'u-key' }), call({ userId: 'u-key' })];
    const keyed = { headers: { 'idempotency-key': 'the-same-act' } };
    await system.send(batch, keyed);
    await system.send(batch, keyed);
    expect(await callsOf('u-key')).toBe(2);
    await clientOf(service, 'system', 'another-sender').send(batch, keyed);
    await system.send(batch, { headers: { 'idempotency-key': 'another-act' } });
    await system.send(batch);
    expect(await callsOf('u-key')).toBe(8);
  });

  it('a known id is accepted and changes nothing, also within one batch', async () => {
    const id = randomUUID();
    expect(await system.send([call({ id, userId: 'u-first' }), call({ id: id.toUpperCase(), userId: 'u-second' })])).toMatchObject({ status: 202, body: { accepted: 2 } });
    expect(await system.send(call({ id, userId: 'u-second' }))).toMatchObject({ status: 202, body: { accepted: 1 } });
    expect([await callsOf('u-first'), await callsOf('u-second')]).toEqual([1, 0]);
  });
});

describe('the document of the API', () => {
  interface Operation {
    readonly summary?: string;
    readonly description?: string;
    readonly responses: Record<string, unknown>;
    readonly requestBody?: { content: Record<string, { examples?: Record<string, { value: unknown }>; example?: unknown; schema?: { $ref?: string } }> };
  }
  const ROUTES = [
    'get /health', 'get /health/live', 'get /health/ready', 'get /metrics',
    'post /api/realtime/events', 'post /api/profiles/interactions', 'get /api/realtime/metrics', 'get /api/realtime/processors',
    'get /api/realtime/dead-letters', 'post /api/realtime/dead-letters/{id}/replay',
    'get /api/profiles/{userId}', 'put /api/profiles/{userId}/preferences', 'get /api/profiles/caller/{phoneNumber}', 'post /api/profiles/caller/{phoneNumber}/feedback',
  ];
  let operations: [string, Operation][];

  beforeAll(async () => {
    const { body } = await request(service, 'GET', '/api/docs-json');
    const paths = Object.entries(body.paths as Record<string, Record<string, Operation>>);
    operations = paths.flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]));
  });

  it('lists every route', () => {
    expect(operations.map(([route]) => route)).toEqual(expect.arrayContaining(ROUTES));
  });

  it('says of each what it does, who may, and how it fails', () => {
    const lacking = operations.filter(([route, { summary = '', description = '', responses }]) => {
      const open = description.includes('Required role: none, open to all.');
      const wanted = open ? ['500'] : ['401', '403', '429', '500'];
      const ok = Object.keys(responses).some((status) => status.startsWith('2'));
      return summary === '' || !description.includes('Required role: ') || !ok || !wanted.every((status) => status in responses) || (open && !/ \/(?:health|metrics)/.test(route));
    });
    expect(lacking.map(([route]) => route)).toEqual([]);
  });

  it('holds examples of events that are accepted as they stand', async () => {
    const [, operation] = operations.find(([route]) => route === 'post /api/realtime/events')!;
    const examples = Object.values(operation.requestBody!.content).flatMap(({ examples: each = {} }) => Object.values(each));
    const answers = await Promise.all(examples.map(({ value }) => system.send(value)));
    expect(answers.map(({ status }) => status)).toEqual(examples.map(() => 202));
    expect(examples.length).toBeGreaterThan(3);
  });
});
