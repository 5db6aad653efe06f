import { clientOf, folded, removeFolders, request, startService, until, type Answer, type Client, type Service } from '../support/index.mjs';
import { calls, eventOf, inParallel, what } from './cns-calls.fixture.js';
import { bank, bankCalls, callees, robocall, robocalls, scamCalls, scammer, snowshoe, snowshoeCalls } from './planted-calls.fixture.js';

interface Verdict {
  readonly verdict: string;
  readonly spamProbability: number | null;
  readonly score: number;
  readonly category: string | null;
  readonly reasons: readonly { readonly code: string; readonly contribution: number }[];
  readonly network: { readonly related: readonly { readonly phoneNumber: string }[]; readonly campaign: { readonly id: string; readonly numbers: number } | null };
  readonly recommendedAction: string;
  readonly decidedBy: string;
  readonly matchedRules: readonly string[];
  readonly attackCost: number | null;
  readonly dispute: { readonly state: string; readonly suspends: boolean } | null;
}
interface Campaign { readonly id: string; readonly numbers: number; readonly users: number; readonly calls: number; readonly category: string | null }
interface Dossier extends Campaign {
  readonly hourly: readonly number[];
  readonly confidence: number;
  readonly members: { readonly items: readonly { readonly phoneNumber: string; readonly ties: readonly { readonly relation: string }[] }[] };
}

const LONG = 180_000;
const HALF_A_MINUTE = 30_000;
const BATCH = 500;
const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;
/** So that whoever was called in the study has been known for a month, and its calls are still looked at. */
const DAYS_AGO = 35;
const midnightMs = Math.floor((Date.now() + SHANGHAI_MS) / DAY_MS - DAYS_AGO) * DAY_MS - SHANGHAI_MS;

const maskOf = (number: string): string => `${number.slice(0, 6)}•••${number.slice(-4)}`;
const callerPath = (number: string): string => `/api/profiles/caller/${encodeURIComponent(number)}`;
const isBad = ({ verdict }: Verdict): boolean => verdict === 'spam' || verdict === 'suspicious';

/** Nobody's number: what is said of it is the strategy's doing. */
const unheardOf = '+8617712340300';

let service: Service;
let system: Client;
let moderator: Client;
let admin: Client;

async function sendAll(events: readonly object[]): Promise<void> {
  for (let at = 0; at < events.length; at += BATCH) {
    const batch = events.slice(at, at + BATCH);
    expect(await system.send(batch)).toMatchObject({ status: 202, body: { accepted: batch.length, rejected: [] } });
  }
}

async function report(number: string, userId: string, category: string): Promise<void> {
  expect((await system.post(`${callerPath(number)}/feedback`, { userId, label: 'spam', category })).status).toBe(201);
}

const verdictOn = async (number: string, userId?: string): Promise<Verdict> =>
  (await system.get(callerPath(number) + (userId === undefined ? '' : `?userId=${userId}`))).body as Verdict;

/** The verdict once it is as said: choices hold a moment after they are answered. */
const verdictOnce = async (expected: string, [number, userId]: readonly [string, string], holds: (verdict: Verdict) => boolean): Promise<Verdict> =>
  until(expected, HALF_A_MINUTE, async () => {
    const verdict = await verdictOn(number, userId);
    return holds(verdict) ? verdict : undefined;
  });

async function campaignOf(number: string): Promise<string> {
  return until(`a campaign of ${number}`, HALF_A_MINUTE, async () => (await verdictOn(number)).network.campaign?.id);
}

beforeAll(async () => {
  process.stderr.write(`caller intelligence: ${what}\n`);
  service = await startService();
  system = clientOf(service, 'system');
  moderator = clientOf(service, 'moderator');
  admin = clientOf(service, 'admin');
  await sendAll(calls.map((call, row) => eventOf(call, row, midnightMs)));
  await sendAll([...robocalls(), ...snowshoeCalls(), ...scamCalls(), ...bankCalls()]);
  await inParallel(robocall.numbers, (number) => report(number, callees[1]!, 'loan'));
  await inParallel(scammer.reporters, (user) => report(scammer.number, user, 'scam'));
  await folded(service);
  expect(await admin.post('/api/campaigns/refresh')).toMatchObject({ status: 202, body: { jobId: expect.any(String) } });
  await campaignOf(robocall.numbers[0]!);
}, LONG);

afterAll(async () => {
  await service.stop();
  removeFolders();
}, LONG);

describe(`callers among real calls, ${what}`, () => {
  it('a campaign is found with all its numbers and nobody else, and its dossier adds up', async () => {
    const id = await campaignOf(robocall.numbers[0]!);
    const listed = ((await moderator.get('/api/campaigns')).body.items as Campaign[]).find((campaign) => campaign.id === id);
    const planted = robocalls();
    const users = new Set(planted.map(({ userId }) => userId)).size;
    expect(listed).toMatchObject({ numbers: robocall.numbers.length, users, calls: planted.length, category: 'loan' });
    const dossier = (await moderator.get(`/api/campaigns/${id}`)).body as Dossier;
    expect(dossier.members.items.map(({ phoneNumber }) => phoneNumber).sort()).toEqual(robocall.numbers.map(maskOf).sort());
    const relations = dossier.members.items.map(({ ties }) => ties.map(({ relation }) => relation));
    expect(relations).toEqual(robocall.numbers.map((): unknown => expect.arrayContaining(['callback', 'script'])));
    expect(dossier.hourly.reduce((total, count) => total + count, 0)).toBe(planted.length);
    expect(dossier.confidence).toBeGreaterThan(0.9);
  });

  it('the verdict on each of its numbers names it, and is spam or suspicious', async () => {
    const id = await campaignOf(robocall.numbers[0]!);
    const verdicts = await inParallel(robocall.numbers, (number) => verdictOn(number));
    expect(verdicts.map(({ network }) => network.campaign)).toEqual(robocall.numbers.map((): unknown => expect.objectContaining({ id, numbers: robocall.numbers.length })));
    expect(verdicts.filter((verdict) => !isBad(verdict))).toEqual([]);
    const masks = new Set(robocall.numbers.map(maskOf));
    expect(verdicts.every(({ network: { related } }) => related.length > 0 && related.every(({ phoneNumber }) => masks.has(phoneNumber)))).toBe(true);
  });

  it('the next number of a snowshoe block, never seen before, is at least suspicious', async () => {
    const verdicts = await inParallel([undefined, callees[7]], (user) => verdictOn(snowshoe.next, user));
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(verdicts.map((): unknown => expect.stringMatching(/^(spam|suspicious)$/)));
  });

  it('reasons of every planted caller add up to its score', async () => {
    const verdicts = await inParallel([...robocall.numbers, ...snowshoe.numbers, scammer.number, bank], (number) => verdictOn(number));
    const sums = verdicts.map(({ reasons }) => reasons.reduce((total, { contribution }) => total + contribution, 0));
    expect(sums).toEqual(verdicts.map(({ score }): unknown => expect.closeTo(score, 9)));
  });

  it.each(['strict', 'permissive', 'moderate'])('no real caller whose calls were answered is ever blocked, nor is the bank: every pair, %s', async (strategy) => {
    const answered = new Set(calls.filter(({ duration }) => duration !== -1).map(({ caller }) => caller));
    const pairs = new Map(calls.filter(({ caller }) => answered.has(caller)).map(({ caller, callee }) => [`${caller} ${callee}`, [caller, callee] as const]));
    const ofBank = callees.map((callee) => [bank, callee] as const);
    await inParallel(callees, async (callee) => expect((await system.put(`/api/profiles/${callee}/preferences`, { whitelistStrategy: strategy })).status).toBe(200));
    await folded(service);
    await inParallel(callees, (callee) => verdictOnce(`${callee} is ${strategy}`, [unheardOf, callee], ({ decidedBy }) => decidedBy === `strategy:${strategy}`));
    const asked: readonly (readonly [string, string | undefined])[] = [...pairs.values(), ...ofBank, ...[...answered, bank].map((caller) => [caller, undefined] as const)];
    const verdicts = await inParallel(asked, async ([caller, callee]) => ({ caller, callee, ...(await verdictOn(caller, callee)) }));
    expect(verdicts.filter(({ recommendedAction }) => recommendedAction === 'block')).toEqual([]);
    expect(verdicts.filter(({ network }) => network.campaign !== null)).toEqual([]);
    const byUser = verdicts.filter(({ callee, decidedBy }) => callee !== undefined && decidedBy.startsWith('strategy:'));
    expect(byUser.map(({ decidedBy }) => decidedBy)).toEqual(byUser.map(() => `strategy:${strategy}`));
    expect(byUser.length).toBeGreaterThan(0);
    expect(await verdictOn(bank)).toMatchObject({ verdict: 'legitimate', recommendedAction: 'allow' });
  }, LONG);
});

describe('a user', () => {
  const user = callees[25]!;
  const other = callees[24]!;
  const number = robocall.numbers[2]!;

  it('says what a number is, and that decides for them', async () => {
    const client = clientOf(service, 'user', other);
    await client.post(`${callerPath(number)}/feedback`, { userId: other, label: 'not_spam' });
    await folded(service);
    expect(await verdictOn(number, other)).toMatchObject({ recommendedAction: 'allow', decidedBy: 'own_feedback' });
    await client.post(`${callerPath(number)}/feedback`, { userId: other, label: 'spam', category: 'loan' });
    await folded(service);
    expect(await verdictOn(number, other)).toMatchObject({ recommendedAction: 'block', decidedBy: 'own_feedback' });
  });

  it('makes a rule, and it decides', async () => {
    const before = await verdictOn(number, user);
    expect([before.decidedBy, before.matchedRules]).toEqual(['strategy:moderate', []]);
    const rule = { id: 'lenders', when: { number }, then: 'transfer' };
    expect((await clientOf(service, 'user', user).put(`/api/profiles/${user}/rules`, { rules: [rule] })).status).toBe(200);
    const after = await verdictOnce('the rule', [number, user], ({ matchedRules }) => matchedRules.length > 0);
    expect(after).toMatchObject({ verdict: before.verdict, recommendedAction: 'transfer', decidedBy: 'rule:lenders', matchedRules: ['lenders'] });
    await clientOf(service, 'user', user).put(`/api/profiles/${user}/rules`, { rules: [] });
    await verdictOnce('no rule', [number, user], ({ decidedBy }) => decidedBy === 'strategy:moderate');
  }, LONG);

  it('puts a number on the whitelist and takes it off again', async () => {
    const client = clientOf(service, 'user', user);
    const { status, body } = await client.put(`/api/profiles/${user}/whitelist`, { phoneNumber: number, note: 'my own lender' });
    expect([status, body]).toEqual([200, expect.objectContaining({ phoneNumber: number, source: 'manual' })]);
    expect((await verdictOnce('the entry', [number, user], ({ decidedBy }) => decidedBy === 'whitelist')).recommendedAction).toBe('allow');
    expect((await request(service, 'DELETE', `/api/profiles/${user}/whitelist/${body.id}`, { token: client.token })).status).toBe(204);
    expect((await verdictOnce('no entry', [number, user], ({ decidedBy }) => decidedBy !== 'whitelist')).decidedBy).toBe('strategy:moderate');
  }, LONG);

  it('asks which calls would have gone otherwise', async () => {
    const rule = encodeURIComponent(JSON.stringify({ id: 'open-door', when: { number }, then: 'allow' }));
    const { status, body } = await clientOf(service, 'user', user).get(`/api/profiles/${user}/what-if?rule=${rule}&days=2`);
    expect(status).toBe(200);
    const items = body.items as { phoneNumber: string; before: { action: string }; after: object }[];
    expect(items.map(({ phoneNumber, after }) => [phoneNumber, after])).toEqual([[maskOf(number), { action: 'allow', decidedBy: 'rule:open-door' }]]);
    expect(items[0]!.before.action).not.toBe('allow');
    expect((await clientOf(service, 'user', user).get(`/api/profiles/${user}/what-if?strategy=moderate&days=2`)).body).toMatchObject({ items: [], changed: 0 });
  });
});

describe('whoever holds a number', () => {
  it('disputes what is reported of it: reports count for nothing until a moderator decides', async () => {
    const before = await verdictOn(scammer.number);
    expect(before.reasons.map(({ code }) => code)).toContain('reported_spam');
    const { status, body: { id } } = await clientOf(service, 'user', 'holder').post(`${callerPath(scammer.number)}/disputes`, { reason: 'This is my private number' });
    expect([status, id]).toEqual([201, expect.any(String)]);
    await folded(service);
    const suspended = await verdictOn(scammer.number);
    expect(suspended).toMatchObject({ dispute: { state: 'open', suspends: true }, attackCost: null });
    expect(suspended.reasons.map(({ code }) => code)).toContain('reports_suspended');
    expect(suspended.reasons.map(({ code }) => code)).not.toContain('reported_spam');
    expect(suspended.score).toBeLessThan(before.score);

    const queue = (await moderator.get('/api/disputes')).body as object;
    expect(queue).toMatchObject({ items: [{ id, phoneNumber: maskOf(scammer.number), evidence: { reporters: scammer.reporters.length } }] });
    expect((await moderator.post(`/api/disputes/${id}/resolve`, { outcome: 'rejected', note: 'fourteen people heard it' })).status).toBe(200);
    await folded(service);
    const after = await verdictOn(scammer.number);
    expect([after.dispute, after.verdict, after.category]).toEqual([null, before.verdict, 'scam']);
    expect(after.score).toBeCloseTo(before.score, 3);
  }, LONG);
});

describe('odd callers have their answers', () => {
  const problem = (code: string, path: string): object => ({ status: 400, body: { code, errors: [expect.objectContaining({ path })] } });
  const unknown = { status: 200, body: { verdict: 'unknown', spamProbability: null, reasons: [] } };

  it.each([
    ['anonymous', 'anonymous', { ...unknown, body: { ...unknown.body, phoneNumber: 'anonymous', numberType: 'withheld' } }],
    ['a SIP URI with a number', `sip:${bank}@bank.example`, { status: 200, body: { phoneNumber: bank, verdict: 'legitimate' } }],
    ['a SIP URI without one', 'sip:alice@example.org', problem('number_unsupported', 'phoneNumber')],
    ['40 digits', '1'.repeat(40), problem('input_invalid', 'phoneNumber')],
    ['a number nobody has seen', '+8613012345678', unknown],
  ])('%s', async (_what, written, expected) => {
    const answer: Answer = await system.get(callerPath(written));
    expect(answer).toMatchObject(expected);
  });

  it('asOf in the future', async () => {
    expect(await system.get(`${callerPath(bank)}?asOf=${new Date(Date.now() + DAY_MS).toISOString()}`)).toMatchObject(problem('input_invalid', 'asOf'));
  });
});
