import { bearer } from './booted-app.fixture.js';
import { ModelService, type Answer } from './model-service.fixture.js';

interface Verdict {
  readonly recommendedAction: string;
  readonly decidedBy: string;
  readonly matchedRules: readonly string[];
  readonly asOf: string;
}

interface WhatIf {
  readonly items: readonly { readonly at: string; readonly phoneNumber: string; readonly outcome: string; readonly verdict: string; readonly before: object; readonly after: object }[];
  readonly calls: number;
  readonly changed: number;
  readonly skipped: number;
  readonly nextCursor: string | null;
}

const NUMBER = '+8613800138000';
const CALLS = '/api/profiles/u-1/what-if';
const MINUTE_MS = 60_000;
const POLL_MS = 50;

let service: ModelService;
beforeAll(async () => {
  service = await ModelService.start();
});
afterAll(() => service.stop());

const ask = <T>(method: string, path: string, body?: unknown): Promise<Answer<T>> => service.ask<T>(method, path, body, 'user');
const verdict = async (query = ''): Promise<Verdict> => (await ask<Verdict>('GET', `/api/profiles/caller/${encodeURIComponent(NUMBER)}${query}`)).body;
const whatIf = (change: Readonly<Record<string, unknown>>): Promise<Answer<WhatIf>> => {
  const texts = Object.entries(change).map(([name, value]): [string, string] => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
  return ask<WhatIf>('GET', `${CALLS}?${new URLSearchParams(texts).toString()}`);
};

async function until<T>(read: () => Promise<T>, isDone: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read();
    if (isDone(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

describe('rules', () => {
  it('of a user who has none are none', async () => expect(await ask('GET', '/api/profiles/u-1/rules')).toEqual({ status: 200, body: { rules: [] } }));

  it('are replaced as a whole, decide from then on, and are those of then for answers as of then', async () => {
    const given = [{ id: 'note', when: { caller: { country: ['CN'] } }, then: 'log' }, { id: 'no-mobiles', name: '不接', when: { number: '138 0013*' }, then: 'transfer' }];
    const kept = [{ id: 'note', enabled: true, when: { caller: { country: ['CN'] } }, then: 'log' }, { id: 'no-mobiles', name: '不接', enabled: true, when: { number: '+861380013*' }, then: 'transfer' }];
    const before = await verdict();
    expect(before).toMatchObject({ decidedBy: 'strategy:moderate', matchedRules: [] });
    expect(await ask('PUT', '/api/profiles/u-1/rules', { rules: given })).toEqual({ status: 200, body: { rules: kept } });
    const after = await until(() => verdict(), ({ decidedBy }) => decidedBy === 'rule:no-mobiles');
    expect(after).toMatchObject({ recommendedAction: 'transfer', matchedRules: ['note', 'no-mobiles'] });
    expect(await ask('GET', '/api/profiles/u-1/rules')).toEqual({ status: 200, body: { rules: kept } });
    expect((await verdict(`?asOf=${before.asOf}`)).decidedBy).toBe('strategy:moderate');
    expect((await verdict(`?asOf=${after.asOf}`)).decidedBy).toBe('rule:no-mobiles');
    expect((await ask('PUT', '/api/profiles/u-1/rules', { rules: [] })).body).toEqual({ rules: [] });
    await until(() => verdict(), ({ decidedBy }) => decidedBy === 'strategy:moderate');
    expect((await verdict(`?asOf=${after.asOf}`)).decidedBy).toBe('rule:no-mobiles');
  });

  it('stand nowhere in plain text', async () => {
    const rows = await service.db.query<{ value: object }>("SELECT value FROM user_preference WHERE name = 'rules'");
    expect(rows.map(({ value }) => Object.keys(value))).toEqual([['sealed']]);
    expect(JSON.stringify(rows)).not.toContain('861380013');
  });

  it.each<[string, unknown, string]>([
    ['a list without its name', [], ''],
    ['an action that is none', { rules: [{ id: 'a', when: { number: '95*' }, then: 'ring' }] }, 'rules.0.then'],
    ['an hour that is none', { rules: [{ id: 'a', when: { hours: { from: '25:00', to: '07:00' } }, then: 'log' }] }, 'rules.0.when.hours.from'],
    ['a number that is none', { rules: [{ id: 'a', when: { number: '*' }, then: 'log' }] }, 'rules.0.when.number'],
  ])('are refused where there is %s', async (_name, given, path) => {
    expect(await ask('PUT', '/api/profiles/u-1/rules', given)).toMatchObject({ status: 400, body: { code: 'input_invalid', errors: [{ path }] } });
  });

  it('are no preference', async () => {
    expect(await ask('PUT', '/api/profiles/u-1/preferences', { rules: [] })).toMatchObject({ status: 400, body: { errors: [{ path: 'rules' }] } });
    expect(Object.keys((await ask<object>('PUT', '/api/profiles/u-1/preferences', { language: 'zh-CN' })).body)).not.toContain('rules');
  });

  it('of another user are closed, before anything is said of them', async () => {
    const answers = await Promise.all([ask('GET', '/api/profiles/u-2/rules'), ask('PUT', '/api/profiles/u-2/rules', 5), ask('GET', '/api/profiles/u-2/what-if')]);
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
    const moderator = await fetch(`${service.api.origin}/api/profiles/u-2/rules`, { headers: await bearer('moderator', 'm-1') });
    expect(moderator.status).toBe(403);
  });
});

describe('what would have been', () => {
  const ring = (minutesAgo: number, callerPhone = NUMBER): object =>
    ({ userId: 'u-1', timestamp: new Date(Date.now() - minutesAgo * MINUTE_MS).toISOString(), callerPhone, callType: 'incoming', outcome: 'missed' });

  beforeAll(async () => {
    const events = [ring(40 * 1440), ring(70), ring(65), ring(62), ring(30, '+8613800138001'), ring(10)];
    expect((await service.ask('POST', '/api/realtime/events', events)).status).toBe(202);
    await until(() => whatIf({ strategy: 'moderate' }), ({ body }) => body.calls === 5);
  });

  it('is nothing else under what is', async () => {
    expect((await whatIf({ strategy: 'moderate' })).body).toEqual({ items: [], calls: 5, changed: 0, skipped: 0, nextCursor: null });
    expect((await whatIf({ rule: { id: 'note', when: { number: '138*' }, then: 'log' } })).body).toMatchObject({ items: [], calls: 5, changed: 0 });
  });

  it('is told call by call, latest first, under another strategy', async () => {
    const { body } = await whatIf({ strategy: 'permissive' });
    expect(body).toMatchObject({ calls: 5, changed: 5 });
    expect(body.items.map(({ phoneNumber }) => phoneNumber)).toEqual(['8000', '8001', '8000', '8000', '8000'].map((end) => `+86138•••${end}`));
    expect(body.items[0]).toMatchObject({ outcome: 'missed', verdict: 'unknown', before: { action: 'screen', decidedBy: 'strategy:moderate' }, after: { action: 'allow', decidedBy: 'strategy:permissive' } });
  });

  it('counts, for each call, the calls before it', async () => {
    const { body } = await whatIf({ rule: { id: 'often', when: { frequency: { calls: 3, withinMinutes: 10 } }, then: 'block' } });
    expect(body).toMatchObject({ calls: 5, changed: 1, items: [{ before: { action: 'screen' }, after: { action: 'block', decidedBy: 'rule:often' } }] });
    expect((await whatIf({ rule: { id: 'old', when: { caller: { seenBefore: true } }, then: 'allow' } })).body).toMatchObject({ changed: 4 });
    expect((await whatIf({ strategy: 'permissive', days: '30' })).body.calls).toBe(5);
  });

  it.each<[string, string, string]>([
    ['no change', '', ''], ['a strategy that is none', 'strategy=lax', 'strategy'], ['two strategies', 'strategy=strict&strategy=moderate', 'strategy'], ['a rule that is no JSON', 'rule=%7B', 'rule'],
    ['a rule with a fault', 'rule={"id":"a","when":{"hours":{"from":"1","to":"07:00"}},"then":"log"}', 'rule.when.hours.from'],
    ['a rule to remove that is not there', 'removeRule=nope', 'removeRule'], ['too many days', 'strategy=strict&days=31', 'days'], ['days that are no number', 'strategy=strict&days=1e1', 'days'],
    ['a parameter that is not known', 'stratgy=strict', 'stratgy'],
  ])('refuses %s', async (_name, query, path) => {
    expect(await ask('GET', `${CALLS}?${query}`)).toMatchObject({ status: 400, body: { code: 'input_invalid', errors: [{ path }] } });
  });

  it('names all that is wrong', async () => {
    const { body } = await ask('GET', `${CALLS}?days=31`);
    expect(body).toMatchObject({ code: 'input_invalid', errors: [{ path: '' }, { path: 'days' }] });
  });

  it('refuses a cursor that is none', async () => expect(await whatIf({ strategy: 'strict', cursor: 'e30' })).toMatchObject({ status: 400, body: { code: 'cursor_invalid' } }));

  it('is nothing for a user never seen', async () => {
    expect((await service.ask<WhatIf>('GET', '/api/profiles/u-99/what-if?strategy=strict', undefined, 'system')).body).toEqual({ items: [], calls: 0, changed: 0, skipped: 0, nextCursor: null });
  });
});
