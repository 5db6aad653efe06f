import { getQueueToken } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import { RISK_SPREAD_JOB, THREATS_JOB } from '#profiles';
import { ModelService, type Answer } from './model-service.fixture.js';

interface Component {
  readonly score: number | null;
  readonly level: string | null;
  readonly percentile: number | null;
  readonly trend: { readonly direction: string };
  readonly evidence: readonly { readonly code: string; readonly value: number; readonly firstAt: string | null }[];
}

interface Risk {
  readonly userId: string;
  readonly components: Readonly<Record<'spam' | 'security' | 'privacy', Component>>;
  readonly findings: readonly { readonly kind: string; readonly severity: string; readonly at: string; readonly text: Readonly<Record<string, string>>; readonly evidence: Readonly<Record<string, unknown>> }[];
  readonly asOf: string;
}

const POLL_MS = 50;
const MINUTE_MS = 60_000;
const START = Date.now();

let service: ModelService;

async function until<T>(read: () => Promise<T>, isDone: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read();
    if (isDone(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

const at = (minutesAgo: number): string => new Date(START - minutesAgo * MINUTE_MS).toISOString();
const said = (action: string, minutesAgo: number, context: object, more: object = {}): object =>
  ({ type: 'security', userId: 'u-1', action, severity: 'medium', timestamp: at(minutesAgo), context, ...more });
const riskOf = async (userId: string, query = ''): Promise<Answer<Risk>> => service.ask<Risk>('GET', `/api/profiles/${userId}/risk${query}`);
const HOME = { ip: '203.0.113.7', deviceId: 'phone', country: 'CN' };
const EVIL = { ip: '198.51.100.9', device_id: 'unknown', country: 'BR', records: 500 };

/** Signs in at home for weeks; then somebody guesses the password from far away and takes the data. */
const TAKEOVER: readonly object[] = [
  ...[20, 10, 2].map((days) => said('login', days * 1440, HOME)), said('login', 59, HOME),
  ...Array.from({ length: 7 }, (_, index) => said('auth.LoginFailed', 40 - index, { ip: EVIL.ip })), said('login_success', 30, EVIL), said('data_export', 25, EVIL, { severity: 'high' }),
  said('password_changed', 20, EVIL), said('login_failed', 5, {}, { userId: undefined }),
];

beforeAll(async () => {
  service = await ModelService.start();
  const others = Array.from({ length: 24 }, (_, user) => ({ userId: `u-other-${user}`, timestamp: at(100), callerPhone: '+8613800138000', outcome: 'answered', duration: 60 }));
  const calls = Array.from({ length: 4 }, (_, index) => ({ userId: 'u-1', timestamp: at(2000 + index), callerPhone: '+8613900139000', outcome: 'answered', duration: 60 }));
  expect((await service.ask('POST', '/api/realtime/events', [...TAKEOVER, ...others, ...calls])).status).toBe(202);
  await until(() => service.ask('GET', '/api/profiles/u-other-23', undefined), ({ status }) => status === 200);
  await until(() => service.db.query<{ events: number }>('SELECT coalesce(sum(events), 0)::integer AS events FROM security_hour'), ([row]) => row?.events === TAKEOVER.length);
  await until(() => riskOf('u-1'), ({ body }) => body.components.spam.score !== null);
});
afterAll(() => service.stop());

describe('a user whose account was taken over', () => {
  it('is told so, with what it rests on', async () => {
    const { status, body } = await riskOf('u-1');
    expect(status).toBe(200);
    expect(body.findings.map(({ kind, severity }) => [kind, severity])).toEqual([
      ['failures_then_success', 'high'], ['impossible_travel', 'high'], ['new_address_after_failures', 'high'], ['mass_access_after_new_address', 'critical'],
    ]);
    expect(body.findings[0]?.evidence).toMatchObject({ failures: 7, addresses: 1, newAddress: true, firstFailureAt: at(40), successAt: at(30) });
    expect(body.findings[0]?.text).toEqual({ en: 'A sign-in succeeded after a burst of failures.', 'zh-CN': '连续多次登录失败后登录成功。' });
    const { spam, security, privacy } = body.components;
    expect(spam).toMatchObject({ score: 0, level: 'low', evidence: [{ code: 'spam_calls', value: 0 }, { code: 'incoming_calls', value: 4 }] });
    expect(security).toMatchObject({ level: 'high', trend: { direction: 'insufficient_history' } });
    expect(security.evidence.map(({ code, value }) => [code, value])).toEqual([['failed_login', 7], ['login', 5], ['data_access', 1], ['permission_change', 1]]);
    expect(privacy.evidence.find(({ code }) => code === 'records_read')?.value).toBe(500);
  });

  it('was not, before it happened', async () => {
    const { body } = await riskOf('u-1', `?asOf=${at(45 + 60)}`);
    expect(body.findings).toEqual([]);
    expect(body.components.security).toMatchObject({ score: 0, level: 'low' });
  });

  it('sees the components in the profile, beside what was there', async () => {
    const { body } = await service.ask<{ risk: Risk & { spamExposure: number; level: string } }>('GET', '/api/profiles/u-1');
    expect(body.risk).toMatchObject({ spamExposure: 0, level: 'low', components: { spam: { level: 'low' }, security: { level: 'high' }, privacy: { trend: { before: null } } } });
  });

  it('is named in no table but as a key: neither address nor device is kept', async () => {
    const rows = await service.db.query<{ text: string }>('SELECT s::text AS text FROM security_step AS s UNION ALL SELECT o::text FROM security_origin AS o');
    expect(rows.length).toBeGreaterThan(10);
    for (const { text } of rows) expect(text).not.toMatch(/203\.0|198\.51|phone|unknown/);
  });

  it.each([['?asOf=yesterday', 'asOf'], ['?asOf=2999-01-01T00:00:00Z', 'asOf'], ['?asof=2020-01-01T00:00:00Z', 'asof']])('is not asked for by %s', async (query, path) => {
    expect(await riskOf('u-1', query)).toMatchObject({ status: 400, body: { code: 'input_invalid', errors: [{ path }] } });
  });

  it('is nobody else’s to see', async () => {
    expect((await service.ask('GET', '/api/profiles/u-2/risk', undefined, 'user')).status).toBe(403);
    expect((await service.ask('GET', '/api/profiles/u-1/risk', undefined, 'user')).status).toBe(200);
    expect(await riskOf('u-nobody')).toMatchObject({ status: 404, body: { code: 'user_unknown' } });
  });
});

describe('the jobs', () => {
  const order = async (job: { readonly queue: string; readonly name: string }): Promise<void> => {
    await service.api.app.get<Queue>(getQueueToken(job.queue), { strict: false }).add(job.name, {});
  };

  it('raise an alert of each finding, once', async () => {
    const findings = (): Promise<{ kind: string }[]> => service.db.query('SELECT kind FROM threat_finding WHERE user_id > 0 ORDER BY kind');
    await order(THREATS_JOB);
    const told = await until(findings, ({ length }) => length === 5);
    expect(told.map(({ kind }) => kind)).toEqual(['failures_then_success', 'impossible_travel', 'mass_access_after_new_address', 'new_address_after_failures', 'threat_score']);
    expect((await service.ask('POST', '/api/realtime/events', [said('login', 1, HOME)])).status).toBe(202);
    await until(() => service.db.query<{ events: number }>('SELECT sum(events)::integer AS events FROM security_hour'), ([row]) => row?.events === TAKEOVER.length + 1);
    await order(THREATS_JOB);
    // Home again within half an hour of Brazil: the one thing that is new.
    expect(await until(findings, ({ length }) => length === 6)).toHaveLength(6);
    const incidents = await service.db.query<{ kind: string }>("SELECT kind FROM incident WHERE source = 'security' AND user_id > 0 ORDER BY kind");
    expect(incidents.map(({ kind }) => kind)).toEqual([...told.map(({ kind }) => kind), 'impossible_travel'].sort());
    const { body } = await service.ask<{ items: { kind: string; text: string; translations: unknown; evidence: object }[] }>('GET', '/api/alerts/incidents?source=security', undefined, 'user');
    const failures = body.items.find(({ kind }) => kind === 'failures_then_success');
    expect(failures?.evidence).toMatchObject({ firstFailureAt: expect.stringMatching(/T.*Z$/) as string, successAt: expect.stringMatching(/T.*Z$/) as string });
    expect(body.items.flatMap(({ evidence }) => Object.keys(evidence)).filter((name) => name.endsWith('Ms'))).toEqual([]);
    const [events] = await service.db.query<{ first: number; last: number }>('SELECT min(first_ms)::float8 AS first, max(last_ms)::float8 AS last FROM security_hour WHERE user_id > 0 AND last_ms > $1', [Date.now() - 86_400_000]);
    const score = body.items.find(({ kind }) => kind === 'threat_score') as unknown as { firstAt: string; lastAt: string };
    expect(Date.parse(score.firstAt)).toBeGreaterThanOrEqual(events?.first ?? Infinity);
    expect(Date.parse(score.lastAt)).toBeLessThanOrEqual(events?.last ?? 0);
    expect(Date.parse(score.firstAt)).toBeLessThan(Date.parse(score.lastAt));
    expect(body.items.find(({ kind }) => kind === 'threat_score')).toMatchObject({ text: 'The threat score is high.', translations: { 'zh-CN': '威胁评分较高。' } });
  });

  it('say where a user stands among twenty and more', async () => {
    expect((await riskOf('u-1')).body.components.security.percentile).toBeNull();
    await order(RISK_SPREAD_JOB);
    const { body } = await until(() => riskOf('u-1'), (answer) => answer.body.components.security.percentile !== null);
    // Its own score has faded a little since it was measured.
    expect(body.components.security.percentile).toBeGreaterThanOrEqual(95);
    expect((await riskOf('u-other-3')).body.components.security.percentile).toBeGreaterThan(90);
    expect((await service.db.query<{ users: number }>(`SELECT users FROM risk_distribution WHERE component = 'security'`))[0]?.users).toBe(25);
  });
});
