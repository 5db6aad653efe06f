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

let service: ModelService;
const today = Math.floor((Date.now() + SHANGHAI_MS) / DAY_MS);
const startOf = (daysAgo: number): number => (today - daysAgo) * DAY_MS - SHANGHAI_MS;

const ask = <T>(path: string): Promise<Answer<T>> => service.ask<T>('GET', path, undefined, 'user');
const codesOf = ({ items }: Patterns): string[] => items.map(({ code }) => code);

/** Three calls a night between one and four, from numbers of their own. */
function nightsOf(userId: string): object[] {
  return Array.from({ length: DAYS }, (_, index) => index + 1).flatMap((daysAgo) => [0, 1, 2].map((call) => ({
    userId, timestamp: new Date(startOf(daysAgo) + (1 + call) * HOUR_MS + ((daysAgo * 17 + call * 7) % 50) * 60_000).toISOString(),
    callerPhone: `+8613800${String(100000 + daysAgo * 3 + call)}`, callType: 'incoming', outcome: 'answered', duration: 60,
  })));
}

beforeAll(async () => {
  service = await ModelService.start();
  const events = nightsOf('u-1');
  expect((await service.ask('POST', '/api/realtime/events', events)).status).toBe(202);
  for (;;) {
    const [row] = await service.db.query<{ calls: number }>('SELECT coalesce(sum(answered), 0)::integer AS calls FROM user_quarter');
    if (row?.calls === events.length) break;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
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
});
