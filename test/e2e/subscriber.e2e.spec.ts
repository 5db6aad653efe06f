import { figuresFrom, loudest, type Listed } from '../integration/analytics.fixture.js';
import { clientOf, folded, removeFolders, startService, until, type Client, type Service } from '../support/index.mjs';
import { inParallel, what } from './cns-calls.fixture.js';
import { effectOf, live, send, type Effect } from './lived-month.fixture.js';
import { patternsByHand, type FoundByHand } from './patterns-by-hand.fixture.js';
import { DAY_MS, DAYS, eventOf, HOUR_MS, loud, midnightMs, MINUTE_MS, month, probers, subscribers, withAdvice, without, type MonthCall } from './subscriber-month.fixture.js';
import { isGenuine, WebhookReceiver, type Message } from './webhook-receiver.fixture.js';

interface Advice {
  readonly id: string;
  readonly kind: string;
  readonly why: string;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly expectedEffect: (Effect & { readonly text: string }) | null;
  readonly action: { readonly change: { readonly rule: Rule } };
  readonly status: string;
}
type Rule = Readonly<Record<string, unknown>>;
interface List { readonly items: readonly Advice[]; readonly refreshing: boolean }
interface Patterns { readonly items: readonly Pattern[]; readonly calls: number; readonly comparedUsers: number }
interface Pattern {
  readonly code: string;
  readonly support: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly effectSize: { readonly value: number };
  readonly pValue: number;
  readonly qValue: number;
}
interface Summary {
  readonly userId: string;
  readonly current: { readonly spam: { readonly calls: number }; readonly categories: Readonly<Record<string, number>> };
  readonly previous: Summary['current'];
  readonly topCallers: readonly { readonly phoneNumber: string; readonly calls: number; readonly answered: number; readonly lastCall: string }[];
}

const LONG = 240_000;
const ZONE = 'Asia/Shanghai';
const instant = (epochMs: number): string => new Date(epochMs).toISOString();
/** What advice finds in place, and undoing it leaves: it decides no call of the month. */
const OWN_RULES: readonly Rule[] = [{ id: 'hotlines', name: 'Hotlines ring', enabled: true, when: { number: '+86400*' }, then: 'allow' }];
const callerPath = (number: string): string => `/api/profiles/caller/${encodeURIComponent(number)}`;
const callsOf = (userId: string): MonthCall[] => month.filter((call) => call.userId === userId);
const users = [...new Set(month.map(({ userId }) => userId))];
/** Decided by hand: who rang dozens in vain. Whoever rang seven is on no list of spam yet. */
const spam = new Set(loud);

let service: Service;
let system: Client;
let admin: Client;
const receiver = new WebhookReceiver();
/** Keys that receivers check messages by, by the path that these come in at. */
const keys = new Map<string, string>();

const rulesOf = async (userId: string): Promise<readonly Rule[]> => (await system.get(`/api/profiles/${userId}/rules`)).body.rules as Rule[];

/** Gives a user these rules, and waits until they hold. */
async function rule(userId: string, rules: readonly Rule[]): Promise<void> {
  expect(await clientOf(service, 'user', userId).put(`/api/profiles/${userId}/rules`, { rules })).toMatchObject({ status: 200 });
  await until('the rules', LONG, async () => ((await rulesOf(userId)).length === rules.length ? true : undefined));
}

/** The list of spam is made at night and when another version may be asked: to name the champion again says so. */
async function scored(): Promise<void> {
  const scoring = async (): Promise<{ readonly callers: number } | null> => (await admin.get('/api/callers')).body.scoring as { callers: number } | null;
  await admin.post('/api/models/spam_classifier/aliases/champion', { version: 1, reason: 'numbers have come' });
  const numbers = new Set(month.map(({ number }) => number)).size;
  await until('the scoring of all numbers', LONG, async () => ((await scoring())?.callers === numbers ? true : undefined));
}

/** Two failed logins and a rule that minds them, of the first subscriber, who is told by two webhooks. */
async function alarm(userId: string): Promise<void> {
  const user = clientOf(service, 'user', userId);
  const origin = await receiver.start();
  for (const signing of ['hmac', 'ed25519']) {
    const { status, body } = await user.post('/api/webhooks', { url: `${origin}/${signing}`, events: ['incident.opened'], signing });
    expect({ status, body }).toMatchObject({ status: 201 });
    keys.set(`/${signing}`, (body.secret ?? body.publicKey) as string);
  }
  const failures = {
    name: 'Failed logins', on: 'event', event: 'security', filter: { severity: 'high' }, aggregation: 'count', operator: 'gte', threshold: 2, durationMinutes: 240,
    severity: 'high',
  };
  expect(await user.post('/api/alerts/rules', failures)).toMatchObject({ status: 201 });
  const failed = { type: 'security', userId, action: 'login_failed', severity: 'high' };
  await send(system, [2, 3].map((minutes) => ({ ...failed, timestamp: new Date(Date.now() - minutes * MINUTE_MS).toISOString() })));
}

beforeAll(async () => {
  process.stderr.write(`a subscriber: ${what}\n`);
  service = await startService({ env: { WEBHOOK_ALLOW_PRIVATE: 'true' } });
  [system, admin] = [clientOf(service, 'system'), clientOf(service, 'admin')];
  // What is scored at the start must not meet the first numbers: half a list would pass for one.
  await until('the first scoring', LONG, async () => ((await admin.get('/api/callers')).body.scoring === null ? undefined : true));
  await inParallel(subscribers, (userId) => rule(userId, OWN_RULES));
  await send(system, month.map((call) => eventOf(call)));
  await alarm(subscribers[0]!);
  await folded(service);
  await scored();
}, LONG);

afterAll(async () => {
  await service.stop();
  await receiver.stop();
  removeFolders();
}, LONG);

const byCode = (one: { readonly code: string }, other: { readonly code: string }): number => (one.code < other.code ? -1 : 1);

function figuresOfPattern({ code, support, firstSeen, lastSeen, effectSize, pValue, qValue }: Pattern): FoundByHand {
  return { code, support, firstSeen, lastSeen, effect: effectSize.value, pValue, qValue };
}

/** The service tells five digits. */
const near = (value: number): unknown => (value === 0 ? 0 : expect.closeTo(value, 3 - Math.floor(Math.log10(Math.abs(value)))));

function asTold({ effect, pValue, qValue, ...pattern }: FoundByHand): { readonly code: string; readonly [figure: string]: unknown } {
  return { ...pattern, effect: near(effect), pValue: near(pValue), qValue: near(qValue) };
}

/** Who is no spam and who is not known are one here: which of them a number is, is the verdict's word and not that of a sum. */
function summed<Figures extends { readonly categories: Readonly<Record<string, number>> }>({ categories, ...figures }: Figures) {
  const { none = 0, unknown = 0, ...kinds } = categories;
  return { ...figures, categories: { ...kinds, notSpam: none + unknown } };
}

describe(`what a user is told of their calls, ${what} and simulated spam`, () => {
  it('patterns are those found by hand, of everybody who was called', async () => {
    const toMs = midnightMs + DAYS * DAY_MS;
    const asOf = new Date(toMs).toISOString();
    const found = await inParallel(users, async (userId) => {
      const { items, calls, comparedUsers } = (await system.get(`/api/profiles/${userId}/patterns?asOf=${asOf}`)).body as Patterns;
      return { userId, calls, comparedUsers, patterns: items.map(figuresOfPattern).sort(byCode) };
    });
    const byHand = users.map((userId) => ({ userId, calls: callsOf(userId).length, comparedUsers: 0, patterns: patternsByHand(callsOf(userId), spam, toMs) }));
    expect(found).toEqual(byHand.map(({ patterns, ...one }) => ({ ...one, patterns: patterns.map(asTold).sort(byCode) })));
    expect(subscribers.filter((userId) => byHand.find((one) => one.userId === userId)?.patterns.length === 0)).toEqual([]);
  }, LONG);

  it('every figure of a week, and of the week before, is what the calls add up to', async () => {
    const asOfMs = midnightMs + 15 * DAY_MS + 10 * HOUR_MS + 7 * MINUTE_MS;
    const [to, middle, start] = [0, 7, 14].map((days) => asOfMs - 7 * MINUTE_MS - days * DAY_MS) as [number, number, number];
    const listed = new Map([...loud, ...probers].map((number): [string, Listed] => [number, { verdict: spam.has(number) ? 'spam' : 'suspicious', category: null }]));
    const query = `period=7d&asOf=${new Date(asOfMs).toISOString()}`;
    const found = await inParallel(users, async (userId) => (await system.get(`/api/analytics/${userId}/summary?${query}`)).body as Summary);
    for (const { userId, current, previous, ...told } of found) {
      const own = callsOf(userId).filter(({ atMs }) => atMs <= asOfMs).map(({ atMs, number, ...call }) => ({ ...call, callerPhone: number, timestamp: instant(atMs) }));
      expect({ userId, ...told }).toMatchObject({ userId, timezone: ZONE, from: instant(middle), to: instant(to), previousFrom: instant(start) });
      const whitelist = { entries: 0, added: 0, removed: 0 };
      expect({ userId, current: summed(current), previous: summed(previous) }).toEqual({
        userId, current: { ...summed(figuresFrom(own, listed, { from: middle, to, asOf: asOfMs, zone: ZONE })), whitelist },
        previous: { ...summed(figuresFrom(own, listed, { from: start, to: middle, asOf: asOfMs, zone: ZONE })), whitelist },
      });
      expect(told.topCallers.map(({ phoneNumber, calls, answered, lastCall }) => ({ tail: phoneNumber.slice(-3), calls, answered, lastCall })))
        .toEqual(loudest(own, listed, { from: middle, to }).map(({ verdict: _verdict, ...caller }) => caller));
    }
    expect(found.filter(({ userId, current }) => subscribers.includes(userId) && current.spam.calls > 0)).toHaveLength(subscribers.length);
  }, LONG);
});


describe('a recommendation', () => {
  let userId: string;
  let user: Client;
  let advice: Advice;

  const stats = async (): Promise<Record<string, number>> => (await admin.get('/api/recommendations/stats')).body as Record<string, number>;
  const act = async (step: string, body?: object): Promise<Advice> => {
    const answer = await user.post(`/api/recommendations/${userId}/${advice.id}/${step}`, body);
    expect(answer).toMatchObject({ status: 200 });
    return answer.body as Advice;
  };
  const decidedBy = async (number: string): Promise<string> => (await system.get(`${callerPath(number)}?userId=${userId}`)).body.decidedBy as string;

  beforeAll(async () => {
    const listOf = async (subscriber: string): Promise<List | undefined> => {
      const list = (await system.get(`/api/recommendations/${subscriber}`)).body as List;
      return list.refreshing ? undefined : list;
    };
    const lists = await Promise.all(subscribers.map((subscriber) => until('the list', LONG, () => listOf(subscriber))));
    // What is not liked enough in its draw is not listed: the chance that neither of the two is advised is about one in a hundred thousand.
    const at = lists.findIndex(({ items }) => items.some(({ kind }) => kind === 'block_spam'));
    expect(lists.map(({ items }) => items.map(({ kind }) => kind))[at]).toContain('block_spam');
    userId = subscribers[at]!;
    user = clientOf(service, 'user', userId);
    advice = lists[at]!.items.find(({ kind }) => kind === 'block_spam')!;
  }, LONG);

  it('stands on the list of who is pestered, with their own figures, and is counted as shown once they look', async () => {
    const before = await stats();
    expect(before).toMatchObject({ shown: 0, implemented: 0, helpful: 0 });
    const incoming = callsOf(userId).filter(({ callType }) => callType === 'incoming');
    const pestering = incoming.filter(({ number }) => spam.has(number));
    const percent = Math.round((100 * pestering.length) / incoming.length);
    expect(advice).toMatchObject({ status: 'proposed', evidence: { spamCalls: pestering.length, incoming: incoming.length, percent } });
    const { items } = (await user.get(`/api/recommendations/${userId}`)).body as List;
    expect(items.map(({ status }) => status)).toEqual(items.map(() => 'seen'));
    expect(await stats()).toMatchObject({ proposed: before['proposed'], shown: items.length, implemented: 0 });
  });

  it('does what it says once it is implemented: a month lived with it, beside the same month without, is what it foretold', async () => {
    expect(await rulesOf(userId)).toEqual(OWN_RULES);
    expect((await act('implement')).status).toBe('implemented');
    expect((await act('feedback', { rating: 5, helpful: true })).status).toBe('implemented');
    expect(await stats()).toMatchObject({ implemented: 1, helpful: 1, notHelpful: 0, meanRating: 5 });
    const rules = await until('the rule', LONG, async () => {
      const standing = await rulesOf(userId);
      return standing.length > OWN_RULES.length ? standing : undefined;
    });
    expect(rules).toEqual([...OWN_RULES, advice.action.change.rule]);
    await rule(without.user(userId), OWN_RULES);
    await rule(withAdvice.user(userId), rules);
    const [before = [], after = []] = await live(service, userId, [without, withAdvice]);
    expect(after.map(({ verdict }) => verdict)).toEqual(before.map(({ verdict }) => verdict));
    const { text, ...foretold } = advice.expectedEffect!;
    expect(effectOf(before, after)).toEqual(foretold);
    expect(foretold.fewerSpamCalls).toBeGreaterThanOrEqual(probers.length);
    expect(text).toContain(`约少 ${foretold.fewerSpamCalls} 个骚扰电话`);
  }, LONG);

  it('is taken back, and all is as it was', async () => {
    const [prober] = probers as [string];
    expect(await decidedBy(prober)).toBe('rule:advice-block-spam');
    expect((await act('undo')).status).toBe('seen');
    await until('the rule to be gone', LONG, async () => ((await rulesOf(userId)).length === OWN_RULES.length ? true : undefined));
    expect(await rulesOf(userId)).toEqual(OWN_RULES);
    await until('the strategy', LONG, async () => ((await decidedBy(prober)) === 'strategy:moderate' ? true : undefined));
    expect(await stats()).toMatchObject({ implemented: 0, helpful: 1 });
  }, LONG);
});

describe('an alert', () => {
  it.each(['/hmac', '/ed25519'])('reaches who asked to be told, and is signed for them: %s', async (path) => {
    const message = await until('the message', LONG, (): Message | undefined => receiver.messages.find((one) => one.path === path));
    const key = keys.get(path)!;
    expect(isGenuine(message, key)).toBe(true);
    const renamed = { ...message.headers, 'webhook-id': 'msg_other' };
    const forgeries: Message[] = [{ ...message, body: `${message.body} ` }, { ...message, headers: renamed }, { ...message, receivedMs: message.receivedMs + HOUR_MS }];
    expect(forgeries.filter((forged) => isGenuine(forged, key))).toEqual([]);
    expect([...keys].filter(([other, theirs]) => other !== path && isGenuine(message, theirs))).toEqual([]);
    const evidence = { rule: 'Failed logins', value: 2, threshold: 2 };
    expect(JSON.parse(message.body)).toMatchObject({ type: 'incident.opened', data: { source: 'rule', kind: 'event', severity: 'high', state: 'open', evidence } });
    expect(message.body).not.toContain(subscribers[0]);
    const user = clientOf(service, 'user', subscribers[0]);
    const { items: [incident] } = (await user.get('/api/alerts/incidents?source=rule&state=open')).body;
    expect((JSON.parse(message.body) as { data: { id: string } }).data.id).toBe(incident.id);
  }, LONG);
});
