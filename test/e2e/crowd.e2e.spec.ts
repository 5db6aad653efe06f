import { clientOf, folded, removeFolders, startService, type Client, type Service } from '../support/index.mjs';
import { calls, eventOf, inParallel, what } from './cns-calls.fixture.js';
import { bank, bankCalls, ofScammer, ring, scamCalls, scammer } from './planted-calls.fixture.js';

interface Verdict {
  readonly verdict: string;
  readonly recommendedAction: string;
  readonly attackCost: number | null;
  readonly evidence: { readonly reporters: number; readonly calls: number };
}

const LONG = 180_000;
const FRESH = 1000;
const MOST_CLAIMED = 5;
const BATCH = 500;
const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;
const DAYS_AGO = 35;
/** The hours of the study are those of its callees, whenever this runs. */
const midnightMs = Math.floor((Date.now() + SHANGHAI_MS) / DAY_MS - DAYS_AGO) * DAY_MS - SHANGHAI_MS;

const accounts = [...Array(FRESH).keys()].map((index) => `fresh-${index}`);
const callerPath = (number: string): string => `/api/profiles/caller/${encodeURIComponent(number)}`;

let service: Service;
let system: Client;

const verdictOn = async (number: string): Promise<Verdict> => (await system.get(callerPath(number))).body as Verdict;

async function sendAll(events: readonly object[]): Promise<void> {
  for (let at = 0; at < events.length; at += BATCH) {
    const batch = events.slice(at, at + BATCH);
    expect(await system.send(batch)).toMatchObject({ status: 202, body: { accepted: batch.length, rejected: [] } });
  }
}

async function say(number: string, users: readonly string[], label: string): Promise<void> {
  const answers = await inParallel(users, (userId) => system.post(`${callerPath(number)}/feedback`, { userId, label }));
  expect(answers.filter(({ status }) => status !== 201)).toEqual([]);
  await folded(service);
}

beforeAll(async () => {
  process.stderr.write(`the crowd: ${what}\n`);
  service = await startService();
  system = clientOf(service, 'system');
  await sendAll(calls.map((call, row) => eventOf(call, row, midnightMs)));
  await sendAll([...bankCalls(), ...scamCalls()]);
  await say(scammer.number, scammer.reporters, 'spam');
}, LONG);

afterAll(async () => {
  await service.stop();
  removeFolders();
}, LONG);

/** Long talks, or nobody there: up to five calls of each account, as the platform passes them on. */
async function claim(number: string, fields: readonly object[]): Promise<void> {
  await sendAll(accounts.flatMap((userId, at) => [...Array(1 + (at % MOST_CLAIMED)).keys()].map((call) => ring({ caller: number, userId, minutesAgo: 1 + call }, fields[(at + call) % fields.length]!))));
  await folded(service);
}

describe('a thousand accounts made today', () => {
  // Each was called as the number calls everybody: an account has a word to say only of who called it, and what is tested is that word.
  it('do not get a bank blocked, though it has called each of them', async () => {
    const before = await verdictOn(bank);
    await sendAll(accounts.map((userId) => ring({ caller: bank, userId, minutesAgo: 5 }, { outcome: 'answered', duration: 40 })));
    await say(bank, accounts, 'spam');
    const after = await verdictOn(bank);
    process.stderr.write(`attack cost of the bank: ${before.attackCost} accounts before, ${after.attackCost} after ${FRESH}\n`);
    expect([before, after]).toMatchObject([{ verdict: 'legitimate', recommendedAction: 'allow' }, { verdict: 'legitimate', recommendedAction: 'allow' }]);
    expect(after.evidence.reporters).toBeGreaterThan(0);
    expect([before, after].every(({ attackCost }) => attackCost === null || attackCost > FRESH)).toBe(true);
  }, LONG);

  it('do not clear a known scammer, though it has called each of them', async () => {
    const before = await verdictOn(scammer.number);
    await sendAll(accounts.map((userId, at) => ring({ caller: scammer.number, userId, minutesAgo: 4 }, ofScammer(at))));
    await say(scammer.number, accounts, 'not_spam');
    const after = await verdictOn(scammer.number);
    process.stderr.write(`attack cost of the scammer: ${before.attackCost} accounts before, ${after.attackCost} after ${FRESH}\n`);
    expect([before.verdict, after.verdict]).toEqual(['spam', 'spam']);
    expect([before, after].every(({ attackCost }) => attackCost === null || attackCost > FRESH)).toBe(true);
  }, LONG);

  it.each<[string, string, readonly object[], string]>([
    ['long talks do not clear a known scammer', scammer.number, [{ outcome: 'answered', duration: 120 }, { outcome: 'answered', duration: 600 }], 'spam'],
    ['calls turned away or missed do not make a bank anything else', bank, [{ outcome: 'rejected' }, { outcome: 'missed' }], 'legitimate'],
  ])('%s', async (_name, number, fields, verdict) => {
    const before = await verdictOn(number);
    await claim(number, fields);
    const after = await verdictOn(number);
    expect([before.verdict, after.verdict]).toEqual([verdict, verdict]);
    // Shown they are, though they don't count.
    expect(after.evidence.calls).toBeGreaterThan(before.evidence.calls + FRESH);
    expect([before, after].every(({ attackCost }) => attackCost === null || attackCost > FRESH)).toBe(true);
  }, LONG);

  it('claim as themselves what they like: it is in no number', async () => {
    const before = await verdictOn(scammer.number);
    const answers = await inParallel(accounts, (userId) => clientOf(service, 'user', userId).post('/api/profiles/interactions', ring({ caller: scammer.number, userId, minutesAgo: 1 }, { outcome: 'answered', duration: 120 })));
    expect(answers.filter(({ status }) => status !== 202)).toEqual([]);
    await folded(service);
    expect((await verdictOn(scammer.number)).evidence).toEqual(before.evidence);
  }, LONG);
});
