import { PgDueMonitors } from '../../libs/trends/src/infra/monitors/pg-due-monitors.js';
import { TableAlertSink } from '../../libs/trends/src/infra/monitors/table-alert-sink.js';
import { bearer } from './booted-app.fixture.js';
import { ModelService, type Answer } from './model-service.fixture.js';
import { dateOf, DAY_MS, HOUR_MS, NOON_ZONE, startOf } from './noon.fixture.js';

interface Anomaly {
  readonly id: string;
  readonly source: string;
  readonly monitorId: string | null;
  readonly kind: string;
  readonly date: string;
  readonly severity: string;
  readonly state: string;
  readonly snoozedUntil: string | null;
  readonly evidence: readonly { readonly feature: string; readonly value: number | null; readonly expected: number | null; readonly share: number }[];
  readonly text: Readonly<Record<string, string>>;
  readonly detectedAt: string;
}

interface Page {
  readonly items: readonly Anomaly[];
  readonly insufficientHistory: boolean;
  readonly nextCursor: string | null;
}

const PATH = '/api/profiles/u-1/anomalies';
const POLL_MS = 50;
const CALLS_A_DAY = 12;

let service: ModelService;

const ask = <T>(method: string, path: string, body?: unknown): Promise<Answer<T>> => service.ask<T>(method, path, body, 'user');
const list = async (query = ''): Promise<Page> => (await ask<Page>('GET', `${PATH}${query}`)).body;

async function until<T>(read: () => Promise<T>, isDone: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read();
    if (isDone(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** The day's calls on the user's clock, hour by hour from `firstHour` on. */
function callsOf(daysAgo: number, calls: number, firstHour: number, perHour: number): object[] {
  return Array.from({ length: calls }, (_, call) => ({
    userId: 'u-1', timestamp: new Date(startOf(daysAgo) + firstHour * HOUR_MS + call * (HOUR_MS / perHour)).toISOString(), callerPhone: `+86138001380${10 + (call % 7)}`,
    callType: 'incoming', ...((call + daysAgo) % 4 === 0 ? { outcome: 'missed' } : { outcome: 'answered', duration: 40 + 3 * (call % 5) }),
  }));
}

const NIGHT = 5;
const SILENT = 30;

beforeAll(async () => {
  service = await ModelService.start();
  expect((await ask('PUT', '/api/profiles/u-1/preferences', { timezone: NOON_ZONE })).status).toBe(200);
  await until(() => service.db.query('SELECT FROM user_preference'), ({ length }) => length > 0);
  const days = Array.from({ length: 100 }, (_, index) => index + 1);
  const events = days.flatMap((daysAgo) => {
    if (daysAgo === SILENT) return [];
    return daysAgo === NIGHT ? callsOf(daysAgo, 5 * CALLS_A_DAY, 1, 15) : callsOf(daysAgo, CALLS_A_DAY + (daysAgo % 3), 9, 1);
  });
  for (let from = 0; from < events.length; from += 500) {
    expect((await service.ask('POST', '/api/realtime/events', events.slice(from, from + 500))).status).toBe(202);
  }
  await until(async () => (await service.db.query<{ calls: number }>('SELECT coalesce(sum(answered + missed), 0)::integer AS calls FROM user_quarter'))[0]?.calls, (calls) => calls === events.length);
});
afterAll(() => service.stop());

describe('unusual days of a user', () => {
  it('are told with what they rest on, the latest first, and always the same', async () => {
    const page = await list();
    expect(page).toMatchObject({ insufficientHistory: false, nextCursor: null });
    expect(page.items.map(({ id }) => id)).toEqual([`${dateOf(NIGHT)}.more-night-calls`, `${dateOf(SILENT)}.fewer-calls`]);
    const [night, silence] = page.items as [Anomaly, Anomaly];
    expect(night).toMatchObject({ severity: 'high', state: 'open', snoozedUntil: null, detectedAt: new Date(startOf(NIGHT - 1)).toISOString() });
    expect(night.evidence.find(({ feature }) => feature === 'nightShare')).toMatchObject({ value: 1, expected: 0 });
    expect(silence.evidence.find(({ feature }) => feature === 'callsIn')).toMatchObject({ value: 0, expected: 13 });
    expect(silence.text['en']).toBe(`Unusual day on ${dateOf(SILENT)}, calls that came in: 0 instead of about 13.`);
    expect(silence.text['zh-CN']).toContain('来电次数为 0，平时约为 13');
    expect(await list()).toEqual(page);
  });

  it('can be asked for by days, severity and state', async () => {
    expect((await list(`?from=${dateOf(40)}&to=${dateOf(10)}`)).items.map(({ date }) => date)).toEqual([dateOf(SILENT)]);
    expect((await list('?severity=low')).items).toEqual([]);
    expect((await list('?state=dismissed')).items).toEqual([]);
    expect((await list(`?from=${dateOf(29)}&to=${dateOf(6)}`)).items).toEqual([]);
  });

  it.each([
    ['?severity=huge', 'severity'], ['?state=gone', 'state'], ['?from=2026-02-30', 'from'], ['?to=now', 'to'], ['?from=2020-01-01', 'from'],
    ['?from=2026-03-02&to=2026-03-01', 'from'], ['?since=2026-03-01', 'since'],
  ])('are not told where %s is asked', async (query, path) => {
    expect(await ask('GET', `${PATH}${query}`)).toMatchObject({ status: 400, body: { code: 'input_invalid', errors: [{ path }] } });
  });

  it('are not told by a cursor of another list', async () => {
    expect(await ask('GET', `${PATH}?cursor=e30`)).toMatchObject({ status: 400, body: { code: 'cursor_invalid' } });
  });

  it('are open to nobody else', async () => {
    const paths = ['', '/settings'].map((end) => ask('GET', `/api/profiles/u-2/anomalies${end}`));
    const answers = await Promise.all([...paths, ask('PUT', '/api/profiles/u-2/anomalies/settings', 5), ask('POST', '/api/profiles/u-2/anomalies/x/feedback', 5)]);
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    const moderator = await fetch(`${service.api.origin}${PATH}`, { headers: await bearer('moderator', 'm-1') });
    expect(moderator.status).toBe(403);
    expect((await service.ask('GET', PATH, undefined, 'system')).status).toBe(200);
  });

  it('are none, honestly, of who is new', async () => {
    expect(await service.ask('GET', '/api/profiles/u-new/anomalies')).toEqual({ status: 200, body: { items: [], insufficientHistory: true, nextCursor: null } });
  });
});

describe('what a monitor found', () => {
  const user = 'u-watched';
  const path = `/api/profiles/${user}/anomalies`;
  const say = <T>(method: string, end: string, body?: unknown): Promise<Answer<T>> => service.ask<T>(method, `${path}${end}`, body);
  let monitorId: string;
  let alertId: string;

  beforeAll(async () => {
    const monitor = await service.ask<{ id: string }>('POST', `/api/trends/${user}/monitor`, { metric: 'spam_calls', condition: 'anomaly', sensitivity: 0.5 });
    monitorId = monitor.body.id;
    const [row] = await service.db.query<{ id: string }>(
      `INSERT INTO monitor_alert (alert_id, monitor_id, user_id, raised_ms, peak_value, opened_hour, last_hour, peak_hour, hours, open, metric, condition, contributions)
       SELECT gen_random_uuid(), monitor_id, user_id, $2, 9, $1, $1 + 4, $1 + 1, 5, false, metric, condition, '[{"part":"season","share":0.75},{"part":"range","share":0.25}]' FROM monitor
       WHERE monitor_id = $3 RETURNING alert_id::text AS id`, [Math.floor(Date.now() / HOUR_MS) - 30, Date.now(), monitorId],
    );
    alertId = (row as { id: string }).id;
  });

  it('stands among the days, with severity and evidence', async () => {
    const { body } = await say<Page>('GET', '');
    expect(body).toMatchObject({
      insufficientHistory: true,
      items: [{
        id: alertId, source: 'monitor', monitorId, kind: 'spam-calls-anomaly', severity: 'medium', score: null, state: 'open',
        evidence: [{ feature: 'spam_calls.season', value: 9, expected: null, deviation: null, share: 0.75 }, { feature: 'spam_calls.range', share: 0.25 }],
        text: { en: 'Spam calls: 9 in an hour, unlike the weeks before.', 'zh-CN': '骚扰来电量：一小时为 9 通，与前几周不同。' },
      }],
    });
    expect((await say<Page>('GET', '?severity=high')).body.items).toEqual([]);
  });

  it('is snoozed and acknowledged as days are, the latter for the monitor’s own list as well', async () => {
    const until = new Date(Date.now() + DAY_MS).toISOString();
    expect(await say('POST', `/${alertId}/snooze`, { until })).toMatchObject({ status: 200, body: { id: alertId, state: 'snoozed', snoozedUntil: until } });
    expect(await say('POST', `/${alertId}/acknowledge`)).toMatchObject({ status: 200, body: { state: 'acknowledged' } });
    expect((await service.ask('GET', `/api/trends/${user}/alerts`)).body).toMatchObject({ items: [{ id: alertId, acknowledgedAt: expect.any(String) as string }] });
    expect(await ask('POST', `${PATH}/${alertId}/acknowledge`)).toMatchObject({ status: 404, body: { code: 'anomaly_unknown' } });
  });

  it('teaches its monitor, however often it is said, and not the days', async () => {
    const due = new PgDueMonitors(service.db.database, new TableAlertSink(() => alertId));
    const sensitivity = async (): Promise<number | undefined> => (await due.take(Number.MAX_SAFE_INTEGER, 1000)).find(({ id }) => id === monitorId)?.sensitivity;
    for (const useful of [false, false]) expect(await say('POST', `/${alertId}/feedback`, { useful })).toMatchObject({ status: 200, body: { state: 'dismissed' } });
    expect(await sensitivity()).toBeCloseTo(0.45, 9);
    await say('POST', `/${alertId}/feedback`, { useful: true });
    expect(await sensitivity()).toBeCloseTo(0.55, 9);
    expect((await say('GET', '/settings')).body).toMatchObject({ level: 0.5 });
  });
});

it('settings changed one right after the other, or at once, are answered with what was stored, folded or not', async () => {
  const path = '/api/profiles/u-quick/anomalies/settings';
  const put = async (body: object): Promise<object> => (await service.ask<object>('PUT', path, body)).body;
  expect(await put({ sensitivity: 'high' })).toMatchObject({ sensitivity: 'high' });
  expect(await put({ minimumSeverity: 'medium' })).toMatchObject({ sensitivity: 'high', minimumSeverity: 'medium' });
  expect(await put({ featuresOff: ['callsIn'] })).toMatchObject({ sensitivity: 'high', minimumSeverity: 'medium', featuresOff: ['callsIn'] });
  const [low, medium] = await Promise.all([put({ sensitivity: 'low' }), put({ sensitivity: 'medium' })]);
  expect([low, medium]).toMatchObject([{ sensitivity: 'low', minimumSeverity: 'medium' }, { sensitivity: 'medium', featuresOff: ['callsIn'] }]);
});

describe('what a user does with them', () => {
  const night = `${PATH}/${dateOf(NIGHT)}.more-night-calls`;
  const silence = `${PATH}/${dateOf(SILENT)}.fewer-calls`;
  const states = async (): Promise<string[]> => (await list()).items.map(({ state }) => state);

  it('stands a moment later: acknowledged, snoozed until a time, dismissed with the word that it was of no use', async () => {
    expect(await ask('POST', `${night}/acknowledge`)).toMatchObject({ status: 200, body: { state: 'acknowledged' } });
    const untilTime = new Date(Date.now() + DAY_MS).toISOString();
    expect(await ask('POST', `${silence}/snooze`, { until: untilTime })).toMatchObject({ status: 200, body: { state: 'snoozed', snoozedUntil: untilTime } });
    await until(states, ([first, second]) => first === 'acknowledged' && second === 'snoozed');
    expect((await list('?state=snoozed')).items.map(({ date }) => date)).toEqual([dateOf(SILENT)]);
    expect(await ask('POST', `${silence}/feedback`, { useful: false })).toMatchObject({ status: 200, body: { state: 'dismissed', snoozedUntil: null } });
    await until(states, ([, second]) => second === 'dismissed');
    expect((await ask('GET', `${PATH}/settings`)).body).toMatchObject({ sensitivity: 'medium', level: 0.45, feedback: { useful: 0, notUseful: 1 } });
  });

  it('is refused of what is not there, or not well said', async () => {
    expect(await ask('POST', `${PATH}/${dateOf(NIGHT)}.fewer-calls/acknowledge`)).toMatchObject({ status: 404, body: { code: 'anomaly_unknown' } });
    expect(await ask('POST', `${PATH}/nothing/acknowledge`)).toMatchObject({ status: 404, body: { code: 'anomaly_unknown' } });
    expect(await ask('POST', `${night}/snooze`, { until: '2020-01-01T00:00:00Z' })).toMatchObject({ status: 400, body: { errors: [{ path: 'until' }] } });
    expect(await ask('POST', `${night}/feedback`, { useful: 'yes' })).toMatchObject({ status: 400, body: { errors: [{ path: 'useful' }] } });
  });

  it('includes what they want to be told of', async () => {
    expect((await ask('PUT', `${PATH}/settings`, { minimumSeverity: 'high', featuresOff: ['nightShare', 'activeHours', 'callsIn', 'newCallers'] })).body)
      .toMatchObject({ sensitivity: 'medium', minimumSeverity: 'high', featuresOff: ['callsIn', 'nightShare', 'activeHours', 'newCallers'] });
    await until(list, ({ items }) => items.length === 0);
    expect(await ask('PUT', `${PATH}/settings`, { sensitivity: 'huge' })).toMatchObject({ status: 400, body: { errors: [{ path: 'sensitivity' }] } });
    expect((await ask('PUT', `${PATH}/settings`, {})).status).toBe(400);
  });
});
