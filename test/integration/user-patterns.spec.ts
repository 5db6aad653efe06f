import { VERDICTS } from '#callers/core';
import { bearer, bootApi, settingsFor } from './booted-app.fixture.js';
import { ModelService, type Answer } from './model-service.fixture.js';

interface Pattern {
  readonly kind: string;
  readonly code: string;
  readonly support: number;
  readonly confidence: number;
  readonly qValue: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly text: Readonly<Record<string, string>>;
  readonly detail: Readonly<Record<string, number | string>>;
}

interface Patterns {
  readonly items: readonly Pattern[];
  readonly calls: number;
  readonly comparedUsers: number;
}

const PATH = '/api/profiles/u-1/patterns';
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Where these users' clocks stand before UTC. */
const SHANGHAI_MS = 8 * HOUR_MS;
const POLL_MS = 50;
const DAYS = 60;
const PESTERER = '+8613800000001';

let service: ModelService;
const today = Math.floor((Date.now() + SHANGHAI_MS) / DAY_MS);
const startOf = (daysAgo: number): number => (today - daysAgo) * DAY_MS - SHANGHAI_MS;

const ask = <T>(path: string): Promise<Answer<T>> => service.ask<T>('GET', path, undefined, 'user');
/** As a system, which may ask for anybody. */
const patternsOf = async (userId: string): Promise<Patterns> => (await service.ask<Patterns>('GET', `/api/profiles/${userId}/patterns`, undefined, 'system')).body;
const codesOf = ({ items }: Patterns): string[] => items.map(({ code }) => code);

/** Three calls a night between one and four, from numbers of their own. */
function nightsOf(userId: string): object[] {
  return Array.from({ length: DAYS }, (_, index) => index + 1).flatMap((daysAgo) => [0, 1, 2].map((call) => ({
    userId, timestamp: new Date(startOf(daysAgo) + (1 + call) * HOUR_MS + ((daysAgo * 17 + call * 7) % 50) * 60_000).toISOString(),
    callerPhone: `+8613800${String(100000 + daysAgo * 3 + call)}`, callType: 'incoming', outcome: 'answered', duration: 60,
  })));
}

/** Three calls a day, spread over the hours from nine on; every third from the same number, which is rejected. */
function daysOf(userId: string, user: number): object[] {
  return Array.from({ length: DAYS }, (_, index) => index + 1).flatMap((daysAgo) => [0, 1, 2].map((call) => ({
    userId, timestamp: new Date(startOf(daysAgo) + (9 + ((daysAgo * 5 + call * 4 + user) % 12)) * HOUR_MS + call * 60_000).toISOString(),
    callerPhone: call === 0 ? PESTERER : `+861390${user % 10}${String(100000 + daysAgo * 3 + call)}`, callType: 'incoming', ...(call === 0 ? { outcome: 'rejected' } : { outcome: 'answered', duration: 20 }),
  })));
}

let sent = 0;

async function send(events: readonly object[]): Promise<void> {
  for (let from = 0; from < events.length; from += 500) {
    expect((await service.ask('POST', '/api/realtime/events', events.slice(from, from + 500))).status).toBe(202);
  }
  sent += events.length;
  for (;;) {
    const [row] = await service.db.query<{ calls: number }>('SELECT coalesce(sum(answered + rejected), 0)::integer AS calls FROM user_quarter');
    if (row?.calls === sent) break;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

beforeAll(async () => {
  service = await ModelService.start();
  await send(nightsOf('u-1'));
});
afterAll(() => service.stop());

describe('patterns of a user', () => {
  it('are told with test, support and a sentence, on the user’s clock', async () => {
    const { status, body } = await ask<Patterns>(PATH);
    expect(status).toBe(200);
    expect(body).toMatchObject({ userId: 'u-1', calls: 3 * DAYS, days: 180, comparedUsers: 0 });
    expect(codesOf(body)).toEqual(expect.arrayContaining(['temporal.own-hours', 'temporal.daily-peak', 'temporal.night.more']));
    const night = body.items.find(({ code }) => code === 'temporal.night.more') as Pattern;
    expect(night).toMatchObject({ kind: 'temporal', test: 'binomial', support: 3 * DAYS, detail: { share: 1, expected: 0.25, against: 'uniform' } });
    expect(night.qValue).toBeLessThan(1e-6);
    expect(Date.parse(night.firstSeen)).toBeLessThan(startOf(DAYS - 1));
    expect(night.text).toEqual({ en: '100 % of your calls come at night (midnight to six); 25 % would be usual.', 'zh-CN': '您有 100 % 的通话在凌晨（0–6 点），通常约为 25 %。' });
  });

  it('are those of an earlier time where that is asked for', async () => {
    const asOf = new Date(startOf(DAYS - 4)).toISOString();
    expect((await ask<Patterns>(`${PATH}?asOf=${asOf}`)).body).toMatchObject({ calls: 12, items: [], asOf });
  });

  it('are refused to others, for a time that is none, and of whom nothing is known', async () => {
    expect((await ask('/api/profiles/u-2/patterns?asOf=x')).status).toBe(403);
    const wrong = await ask<{ code: string; errors: object[] }>(`${PATH}?asOf=yesterday`);
    expect([wrong.status, wrong.body.errors]).toEqual([400, [{ path: 'asOf', message: 'must be an RFC 3339 date-time with a zone' }]]);
    expect((await ask(`${PATH}?asOf=2999-01-01T00:00:00Z`)).status).toBe(400);
    expect((await service.ask('GET', '/api/profiles/nobody/patterns')).body).toMatchObject({ code: 'user_unknown' });
  });

  it('follow a new call at once', async () => {
    await patternsOf('u-1');
    await send([{ userId: 'u-1', timestamp: new Date(startOf(0)).toISOString(), callerPhone: '+8613800199999', callType: 'incoming', outcome: 'answered', duration: 60 }]);
    expect((await patternsOf('u-1')).calls).toBe(3 * DAYS + 1);
  });

  it('tell spam from others by the list', async () => {
    await send(daysOf('s-1', 1));
    const spam = 'interaction.caller.spam.rejected.more';
    expect(codesOf(await patternsOf('s-1'))).toContain('interaction.caller.known.rejected.more');
    await service.db.query("INSERT INTO caller_score (caller_id, verdict, probability) SELECT caller_id, $1, 0.99 FROM caller_user WHERE made = $2 ON CONFLICT (caller_id) DO UPDATE SET verdict = $1", [VERDICTS.indexOf('spam'), DAYS]);
    const asOf = new Date(startOf(0)).toISOString();
    const { body } = await service.ask<Patterns>('GET', `/api/profiles/s-1/patterns?asOf=${asOf}`, undefined, 'system');
    expect(codesOf(body)).toContain(spam);
  });

  it('are compared with the platform’s users once there are twenty', async () => {
    await send(Array.from({ length: 24 }, (_, user) => daysOf(`p-${user}`, user)).flat());
    // A process of its own has not looked for a baseline yet.
    const other = await bootApi(settingsFor(service.db.url));
    try {
      const answer = await fetch(`${other.origin}/api/profiles/p-3/patterns`, { headers: await bearer('system') });
      const { items, comparedUsers } = (await answer.json()) as Patterns;
      expect(comparedUsers).toBe(26);
      expect(items.filter(({ kind }) => kind === 'temporal')).toEqual([]);
      expect(await service.db.query('SELECT (baseline ->> $1)::integer AS users FROM pattern_baseline', ['users'])).toEqual([{ users: 26 }]);
    } finally {
      await other.stop();
    }
  });
});
