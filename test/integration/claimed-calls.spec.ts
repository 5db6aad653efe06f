import { bearer } from './booted-app.fixture.js';
import { ModelService } from './model-service.fixture.js';

interface Verdict {
  readonly verdict: string;
  readonly spamProbability: number | null;
  readonly recommendedAction: string;
  readonly attackCost: number | null;
  readonly evidence: { readonly calls: number; readonly users: number; readonly reporters: number };
  readonly asOf: string;
}

const [SCAMMER, BANK, STRANGER, LIKE_IT] = ['+8613799240861', '+8613012345678', '+8613512340001', '+8615212340001'] as const;
const DAY_MS = 86_400_000;
const FRESH = 1000;
const BATCH = 500;
const REPORTERS = 14;
const POLL_MS = 100;
const LONG = 120_000;
const accounts = [...Array(FRESH).keys()].map((at) => `fresh-${at}`);
const established = [...Array(40).keys()].map((at) => `old-${at}`);
const call = (userId: string, callerPhone: string, daysAgo: number, fields: object): object =>
  ({ type: 'call', userId, callerPhone, callType: 'incoming', timestamp: new Date(Date.now() - daysAgo * DAY_MS).toISOString(), ...fields });
const TALKED = { outcome: 'answered', duration: 120 };
const REJECTED = { outcome: 'rejected' };

let service: ModelService;

const verdictOn = async (number: string, query = ''): Promise<Verdict> => (await service.ask<Verdict>('GET', `/api/profiles/caller/${encodeURIComponent(number)}${query}`)).body;

async function folded(number: string, calls: number): Promise<Verdict> {
  for (;;) {
    const found = await verdictOn(number);
    if (found.evidence.calls >= calls) return found;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function send(events: readonly object[]): Promise<void> {
  for (let at = 0; at < events.length; at += BATCH) expect((await service.ask('POST', '/api/realtime/events', events.slice(at, at + BATCH))).status).toBe(202);
}

/** Sends what a thousand accounts made today say, and answers as the service does once that is folded. */
async function attacked(number: string, before: Verdict, fieldsOf: (at: number) => object): Promise<Verdict> {
  await send(accounts.map((userId, at) => call(userId, number, 0, fieldsOf(at))));
  return folded(number, before.evidence.calls + FRESH);
}

beforeAll(async () => {
  service = await ModelService.start();
  await send(established.map((userId, at) => call(userId, BANK, 35 - (at % 7), { outcome: 'answered', duration: 90 + at })));
  await send([...established, ...established].map((userId, at) => call(userId, BANK, 9 - (at % 7), { outcome: 'answered', duration: 100 + at })));
  await send(established.map((userId, at) => call(userId, SCAMMER, 3 - at / 20, at % 2 === 0 ? { outcome: 'answered', duration: 5 } : REJECTED)));
  await folded(SCAMMER, established.length);
  for (const userId of established.slice(0, REPORTERS)) expect((await service.ask('POST', `/api/profiles/caller/${SCAMMER}/feedback`, { userId, label: 'spam' })).status).toBe(201);
  for (let reporters = 0; reporters < REPORTERS;) reporters = (await verdictOn(SCAMMER)).evidence.reporters;
}, LONG);
afterAll(() => service.stop());

describe('calls that the platform passes on of a thousand accounts made today', () => {
  it('answered for minutes do not clear a known scammer', async () => {
    const before = await folded(SCAMMER, established.length);
    const after = await attacked(SCAMMER, before, () => TALKED);
    expect([before.verdict, after.verdict, before.attackCost, after.attackCost]).toEqual(['spam', 'spam', null, null]);
    // All are shown, though they don't count.
    expect(after.evidence).toMatchObject({ calls: before.evidence.calls + FRESH, users: before.evidence.users + FRESH });
    expect(after.spamProbability).toBeCloseTo(before.spamProbability as number, 3);
  }, LONG);

  it('rejected do not make a bank anything else', async () => {
    const before = await folded(BANK, 3 * established.length);
    const after = await attacked(BANK, before, () => REJECTED);
    expect([before.verdict, after.verdict, after.recommendedAction]).toEqual(['legitimate', 'legitimate', 'allow']);
    expect(after.spamProbability).toBeCloseTo(before.spamProbability as number, 3);
  }, LONG);

  it('are weighed the same as of an earlier moment', async () => {
    const now = await verdictOn(SCAMMER);
    const then = await verdictOn(SCAMMER, `?asOf=${encodeURIComponent(now.asOf)}`);
    expect([then.verdict, then.evidence]).toEqual([now.verdict, now.evidence]);
    expect(then.spamProbability).toBeCloseTo(now.spamProbability as number, 3);
  }, LONG);

  it('make a number nobody else knows doubtful, as thirty of them would, and no more', async () => {
    const after = await attacked(STRANGER, { evidence: { calls: 0 } } as Verdict, () => REJECTED);
    expect(after.evidence).toMatchObject({ calls: FRESH, users: FRESH });
    const thirty = accounts.slice(0, 30);
    await send(thirty.map((userId) => call(userId, LIKE_IT, 0, REJECTED)));
    const { spamProbability } = await folded(LIKE_IT, thirty.length);
    expect([after.verdict, after.recommendedAction]).toEqual(['suspicious', 'screen']);
    expect(after.spamProbability).toBeCloseTo(spamProbability as number, 2);
  }, LONG);
});

describe('a call that only its user claims', () => {
  it('counts in their own profile and for no number', async () => {
    const before = await verdictOn(SCAMMER, '?userId=old-1');
    const headers = { ...(await bearer('user', 'old-1')), 'content-type': 'application/json' };
    const { total } = (await service.ask<{ calls: { total: number } }>('GET', '/api/profiles/old-1')).body.calls;
    for (let at = 0; at < 5; at++) {
      const { status } = await fetch(`${service.api.origin}/api/profiles/interactions`, { method: 'POST', headers, body: JSON.stringify(call('old-1', SCAMMER, 0, TALKED)) });
      expect(status).toBe(202);
    }
    for (let calls = 0; calls < total + 5;) {
      calls = (await service.ask<{ calls: { total: number } }>('GET', '/api/profiles/old-1')).body.calls.total;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    const { evidence, spamProbability } = await verdictOn(SCAMMER, '?userId=old-1');
    expect(evidence).toEqual(before.evidence);
    expect(spamProbability).toBeCloseTo(before.spamProbability as number, 3);
  }, LONG);
});
