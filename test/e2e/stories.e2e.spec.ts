import { randomUUID } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientOf, folded, kill, removeFolders, runTool, startService, startTool, temporaryFolder, until, type Client, type Service } from '../support/index.mjs';

const LONG = 120_000;
const HALF_A_MINUTE = 30_000;

let service: Service;
let system: Client;
let admin: Client;

const call = (userId: string, callerPhone: string, fields: object = {}): Record<string, unknown> => ({
  id: randomUUID(), type: 'call', userId, callerPhone, outcome: 'answered', duration: 30, timestamp: '2026-03-02T10:00:00+08:00', ...fields,
});
const numberOf = (index: number): string => `+861370013${String(8000 + index)}`;
const callerPath = (number: string): string => `/api/profiles/caller/${encodeURIComponent(number)}`;

async function totalOf(userId: string): Promise<number | undefined> {
  return (await system.get(`/api/profiles/${userId}`)).body.calls?.total as number | undefined;
}

async function sendAll(events: readonly object[]): Promise<void> {
  expect(await system.send(events)).toMatchObject({ status: 202, body: { accepted: events.length } });
}

/** `replay --verify`: the tables it compared, and those with differences. */
async function verified(): Promise<{ code: number | null; tables: string[]; differing: string[] }> {
  const { code, stdout } = await runTool('replay', ['--verify'], { DATA_DIR: service.dataDir });
  const lines = stdout.trim().split('\n');
  return { code, tables: lines.map((line) => line.split(':')[0]!), differing: lines.filter((line) => !line.endsWith(', 0 differ')) };
}

function use(started: Service): void {
  service = started;
  system = clientOf(service, 'system');
  admin = clientOf(service, 'admin');
}

beforeAll(async () => use(await startService({ env: { ENABLE_REALTIME: 'false' } })), LONG);

afterAll(async () => {
  await service.stop();
  removeFolders();
}, LONG);

describe('folding switched off', () => {
  it('keeps what is sent, folds nothing and says so; switched on again, all of it is folded', async () => {
    await sendAll([...Array(7).keys()].map((index) => call('kept', numberOf(index))));
    await until('the reports of the worker', HALF_A_MINUTE, async () => ((await admin.get('/api/realtime/processors')).body.items.length > 0 ? true : undefined));
    expect((await admin.get('/api/realtime/metrics')).body).toMatchObject({ enabled: false, lag: 7, foldedPerSecond: 0 });
    const { items } = (await admin.get('/api/realtime/processors')).body as { items: { status: string }[] };
    expect(new Set(items.map(({ status }) => status))).toEqual(new Set(['disabled']));
    expect(service.stdout).toMatch(/"level":"warn","msg":"ENABLE_REALTIME is false: events are kept, none is folded into profiles"/);
    expect((await system.get('/api/profiles/kept')).status).toBe(404);
    expect((await system.get('/health/ready')).status).toBe(200);

    const { dataDir, port } = service;
    await service.stop();
    use(await startService({ dataDir, port, env: { ENABLE_REALTIME: 'true' } }));
    await folded(service);
    expect(await totalOf('kept')).toBe(7);
    expect(service.stdout).not.toContain('ENABLE_REALTIME');
  }, LONG);
});

describe('feedback', () => {
  const number = numberOf(100);
  interface Verdict {
    readonly verdict: string;
    readonly spamProbability: number;
    readonly score: number;
    readonly reasons: readonly { readonly contribution: number }[];
    readonly evidence: { readonly reporters: number };
  }
  const verdict = async (userId: string): Promise<Verdict> => (await system.get(`${callerPath(number)}?userId=${userId}`)).body as Verdict;

  it('changes the verdict, for its giver at once and for all with enough of it', async () => {
    const users = [...Array(12).keys()].map((index) => `reporter-${index}`);
    await sendAll(users.map((user) => call(user, number, { duration: 4 })));
    await folded(service);
    const before = await verdict('somebody-else');
    expect([before.verdict, before.evidence.reporters]).toEqual([expect.stringMatching(/unknown|suspicious/), 0]);

    const feedback = { userId: users[0], label: 'spam', category: 'loan' };
    expect(await clientOf(service, 'user', users[0]).post(`${callerPath(number)}/feedback`, feedback)).toMatchObject({ status: 201, body: { id: expect.any(String) } });
    await folded(service);
    expect(await verdict(users[0]!)).toMatchObject({ recommendedAction: 'block', decidedBy: 'own_feedback', evidence: { reporters: 1 } });

    for (const user of users.slice(1)) await clientOf(service, 'user', user).post(`${callerPath(number)}/feedback`, { ...feedback, userId: user });
    await folded(service);
    const after = await verdict('somebody-else');
    expect(after).toMatchObject({ verdict: 'spam', category: 'loan', recommendedAction: 'block', decidedBy: 'strategy:moderate', evidence: { reporters: 12 } });
    expect(after.spamProbability).toBeGreaterThan(before.spamProbability);
    expect(after.reasons.reduce((total, { contribution }) => total + contribution, 0)).toBeCloseTo(after.score, 9);
  }, LONG);

  it('counts the latest word of each', async () => {
    const user = clientOf(service, 'user', 'reporter-0');
    await user.post(`${callerPath(number)}/feedback`, { userId: 'reporter-0', label: 'not_spam' });
    await folded(service);
    expect(await verdict('reporter-0')).toMatchObject({ recommendedAction: 'allow', decidedBy: 'own_feedback', evidence: { reporters: 11 } });
  });
});

describe('preferences', () => {
  it('a zone changes the hour that later calls are stamped with, and the hours of the profile', async () => {
    // 10 o'clock in Shanghai is 21 o'clock of the day before in New York.
    await sendAll([call('mover', numberOf(200))]);
    await folded(service);
    expect(await clientOf(service, 'user', 'mover').put('/api/profiles/mover/preferences', { timezone: 'America/New_York' })).toMatchObject({
      status: 200, body: { timezone: 'America/New_York', whitelistStrategy: 'moderate', language: 'zh-CN', shareAnalytics: false, reports: ['weekly'] },
    });
    await folded(service);
    const hourOf = async (number: string): Promise<number> => ((await system.get(callerPath(number))).body.behavior.hourly as number[]).indexOf(1);
    let sent = 1;
    const hour = await until('a call stamped in New York', HALF_A_MINUTE, async () => {
      const number = numberOf(200 + sent++);
      await sendAll([call('mover', number)]);
      await folded(service);
      return (await hourOf(number)) === 10 ? undefined : hourOf(number);
    });
    expect([hour, await hourOf(numberOf(200))]).toEqual([21, 10]);
    const profile = (await system.get('/api/profiles/mover')).body;
    expect([profile.timezone, profile.hourly[21], profile.hourly[10]]).toEqual(['America/New_York', sent, 0]);
  }, LONG);

  it.each([
    ['an unknown zone', { timezone: 'Mars/Olympus' }, 'timezone'],
    ['an unknown strategy', { whitelistStrategy: 'lenient' }, 'whitelistStrategy'],
    ['text for true', { shareAnalytics: 'true' }, 'shareAnalytics'],
    ['an unknown name', { colour: 'red' }, 'colour'],
    ['nothing', {}, ''],
  ])('%s is refused', async (_what, change, path) => {
    expect(await system.put('/api/profiles/mover/preferences', change)).toMatchObject({ status: 400, body: { code: 'input_invalid', errors: [{ path }] } });
  });

  it('a strategy changes what to do with a call', async () => {
    // Of a block that nobody of these stories called from.
    const action = async (): Promise<string> => (await system.get(`${callerPath('+8617712340300')}?userId=careful`)).body.recommendedAction as string;
    expect(await action()).toBe('screen');
    await system.put('/api/profiles/careful/preferences', { whitelistStrategy: 'permissive' });
    await folded(service);
    expect(await until('the new strategy', HALF_A_MINUTE, async () => ((await action()) === 'screen' ? undefined : action()))).toBe('allow');
  });
});

describe('npm run ingest', () => {
  const LINES = 15_000;
  const USERS = 25;

  it('goes on where it was killed, and counts nothing twice', async () => {
    const file = join(temporaryFolder(), 'events.ndjson');
    // No ids: only what the tool adds keeps them from counting twice.
    const lines = [...Array(LINES).keys()].map((index) => JSON.stringify({ ...call(`ingested-${index % USERS}`, numberOf(index % 700)), id: undefined }));
    writeFileSync(file, lines.join('\n'));
    const args = ['--file', file, '--url', service.origin, '--connections', '2'];
    const env = { DATA_DIR: service.dataDir };

    const cutOff = startTool('ingest', args, env);
    await until('its first progress', HALF_A_MINUTE, () => (existsSync(`${file}.progress`) ? true : undefined));
    kill(cutOff.pid, 'SIGKILL');
    expect(await cutOff.closed).toEqual({ code: null, signal: 'SIGKILL' });

    const { code, stdout } = await runTool('ingest', args, env);
    const [, accepted, skipped] = /^(\d+) events accepted, 0 rejected, (\d+) sent before\n$/.exec(stdout) ?? [];
    expect([code, Number(accepted) + Number(skipped)]).toEqual([0, LINES]);
    expect([Number(skipped) > 0, existsSync(`${file}.progress`)]).toEqual([true, false]);

    expect(await runTool('ingest', args, env)).toMatchObject({ code: 0, stdout: `${LINES} events accepted, 0 rejected\n` });
    await folded(service);
    const totals = await Promise.all([...Array(USERS).keys()].map((index) => totalOf(`ingested-${index}`)));
    expect(totals).toEqual(Array(USERS).fill(LINES / USERS));
  }, LONG);

  it('says which lines were rejected, and fails', async () => {
    const file = join(temporaryFolder(), 'bad.ndjson');
    writeFileSync(file, [JSON.stringify(call('ingested-bad', numberOf(1))), '{"type":"call"}', ''].join('\n'));
    expect(await runTool('ingest', ['--file', file, '--url', service.origin], { DATA_DIR: service.dataDir })).toMatchObject({
      code: 1, stdout: '1 events accepted, 1 rejected\n', stderr: expect.stringMatching(/^event 2: /),
    });
  }, LONG);
});

describe('npm run replay', () => {
  const shuffled = <T>(items: readonly T[]): T[] => items.map((item, index) => ({ item, key: (index * 7919) % 1009 })).sort((a, b) => a.key - b.key).map(({ item }) => item);

  it('finds the live state in the log, after shuffled, duplicated and late events', async () => {
    const hours = [...Array(600).keys()];
    const timeOf = (index: number): string => new Date(Date.parse('2026-01-01T00:00:00Z') + index * 3_600_000).toISOString();
    const events = hours.map((index) => call(`shuffled-${index % 5}`, numberOf(400 + (index % 9)), {
      timestamp: timeOf(index), callType: index % 4 === 0 ? 'outgoing' : 'incoming', outcome: ['answered', 'missed', 'ai_handled', 'rejected', 'transferred'][index % 5],
    }));
    const others = hours.slice(0, 50).flatMap((index) => [
      { type: 'interaction', userId: `shuffled-${index % 5}`, action: 'opened', timestamp: timeOf(index) },
      { type: 'security', userId: `shuffled-${index % 5}`, action: 'login_failed', severity: 'low', timestamp: timeOf(index) },
      { type: 'metric', name: 'tts', value: index, timestamp: timeOf(index) },
    ]);
    await sendAll(shuffled(events).slice(0, 400));
    await sendAll(others);
    await sendAll([...shuffled(events).slice(300), ...events.slice(0, 200), ...events.slice(0, 50)]);
    await sendAll([call('shuffled-0', numberOf(400), { timestamp: '2000-01-01T00:00:00Z' })]);
    await folded(service);
    expect([await totalOf('shuffled-0'), await totalOf('shuffled-1')]).toEqual([121, 120]);

    const { code, tables, differing } = await verified();
    expect({ code, differing }).toEqual({ code: 0, differing: [] });
    expect(tables).toEqual(expect.arrayContaining(['caller', 'caller_user', 'caller_report', 'user_quarter', 'user_preference']));
  }, LONG);

  it('puts the rebuilt state in the place of the live one, and folding goes on', async () => {
    const before = (await system.get('/api/profiles/shuffled-0')).body;
    const { code, stdout } = await runTool('replay', [], { DATA_DIR: service.dataDir });
    expect([code, stdout.trim().split('\n').at(-1)]).toEqual([0, 'the rebuilt state is live']);
    expect({ ...(await system.get('/api/profiles/shuffled-0')).body, asOf: '' }).toEqual({ ...before, asOf: '' });
    await sendAll([call('shuffled-0', numberOf(400))]);
    await folded(service);
    expect(await totalOf('shuffled-0')).toBe((before.calls.total as number) + 1);
    expect(await verified()).toMatchObject({ code: 0, differing: [] });
  }, LONG);
});
