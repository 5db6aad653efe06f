import { PLACES } from '#realtime/core';
import { ModelService } from './model-service.fixture.js';

interface Verdict {
  readonly verdict: string;
  readonly attackCost: number | null;
  readonly evidence: { readonly calls: number; readonly reporters: number };
}

const [SCAMMER, BANK, TWELVE, OTHER] = ['+8613799240861', '+8613012345678', '+8613512340001', '+8615912340001'] as const;
const FRESH = 1000;
const BATCH = 500;
const POLL_MS = 100;
const LONG = 120_000;
const accounts = Array.from({ length: FRESH }, (_, at) => `fresh-${at}`);
const first = Array.from({ length: 80 }, (_, at) => `first-${at}`);
const call = (userId: string, callerPhone: string, fields: object): object =>
  ({ type: 'call', userId, callerPhone, callType: 'incoming', timestamp: new Date().toISOString(), ...fields });
const TALKED = { outcome: 'answered', duration: 120 };
const REJECTED = { outcome: 'rejected' };

let service: ModelService;

const verdictOn = async (number: string, query = ''): Promise<Verdict> => (await service.ask<Verdict>('GET', `/api/profiles/caller/${encodeURIComponent(number)}${query}`)).body;

async function until(number: string, isSo: (found: Verdict) => boolean): Promise<Verdict> {
  for (;;) {
    const found = await verdictOn(number);
    if (isSo(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function send(events: readonly object[]): Promise<void> {
  for (let at = 0; at < events.length; at += BATCH) expect((await service.ask('POST', '/api/realtime/events', events.slice(at, at + BATCH))).status).toBe(202);
}

/** A call of each user, and what the service says once all are folded. */
async function called(number: string, users: readonly string[], fields: object): Promise<Verdict> {
  const { calls } = (await verdictOn(number)).evidence;
  await send(users.map((userId) => call(userId, number, fields)));
  return until(number, ({ evidence }) => evidence.calls === calls + users.length);
}

async function say(number: string, users: readonly string[], label: string): Promise<void> {
  for (const userId of users) expect((await service.ask('POST', `/api/profiles/caller/${number}/feedback`, { userId, label })).status).toBe(201);
}

beforeAll(async () => {
  service = await ModelService.start();
}, LONG);
afterAll(() => service.stop());

describe('in a service that is new itself, a thousand accounts of today', () => {
  it('that talked with a scammer and spoke for it clear it of nothing', async () => {
    await called(SCAMMER, first.slice(0, 40), REJECTED);
    await say(SCAMMER, first.slice(0, 14), 'spam');
    const before = await until(SCAMMER, ({ evidence }) => evidence.reporters === 14);
    await called(SCAMMER, accounts, TALKED);
    await say(SCAMMER, accounts.slice(0, 200), 'not_spam');
    const after = await verdictOn(SCAMMER);
    expect([before.verdict, after.evidence.calls]).toEqual(['spam', 40 + FRESH]);
    expect(['spam', 'suspicious']).toContain(after.verdict);
  }, LONG);

  it('that turned a bank away get it neither blocked nor warned of', async () => {
    const before = await called(BANK, first, TALKED);
    const after = await called(BANK, accounts, REJECTED);
    expect([before.verdict, after.verdict]).toEqual(['legitimate', 'legitimate']);
  }, LONG);
});

describe('the attack cost there', () => {
  it('is what one more account does while it counts, and tells when no more do', async () => {
    const few = await called(OTHER, first.slice(0, PLACES - 1), REJECTED);
    const enough = await called(TWELVE, first.slice(0, PLACES), REJECTED);
    expect([few.verdict, enough.verdict]).toEqual(['spam', 'spam']);
    const cost = few.attackCost ?? 0;
    expect(cost).toBeGreaterThan(0);
    const turned = await called(OTHER, accounts.slice(0, cost), TALKED);
    await say(OTHER, accounts.slice(0, cost), 'not_spam');
    expect((await verdictOn(OTHER)).verdict === 'spam' && turned.verdict === 'spam').toBe(false);
    const beyond = await called(TWELVE, accounts.slice(0, 50), TALKED);
    expect([beyond.verdict, (enough.attackCost ?? Infinity) > 50]).toEqual(['spam', true]);
  }, LONG);
});
