import { clientOf, folded, removeFolders, startService, type Client, type Service } from '../support/index.mjs';
import { calls, eventOf, inParallel, what } from './cns-calls.fixture.js';

type Json = Record<string, unknown>;

/** What one side of the calls must add up to, counted here and nowhere near the code under test. */
interface Count {
  calls: number;
  answered: number;
  talkedSeconds: number;
  readonly hourly: number[];
  readonly others: Set<string>;
  readonly spokenWith: Set<string>;
}

const MIDNIGHT_IN_SHANGHAI = Date.parse('2026-01-05T00:00:00+08:00');
const BATCH = 100;

function countBy(side: 'caller' | 'callee'): Map<string, Count> {
  const counts = new Map<string, Count>();
  for (const call of calls) {
    const key = call[side];
    const count = counts.get(key) ?? { calls: 0, answered: 0, talkedSeconds: 0, hourly: new Array<number>(24).fill(0), others: new Set(), spokenWith: new Set() };
    const other = call[side === 'caller' ? 'callee' : 'caller'];
    count.calls++;
    count.others.add(other);
    const hour = Math.floor(call.seconds / 3600) % 24;
    count.hourly[hour]!++;
    if (call.duration !== -1) {
      count.answered++;
      count.talkedSeconds += call.duration;
      count.spokenWith.add(other);
    }
    counts.set(key, count);
  }
  return counts;
}

const users = countBy('callee');
const callers = countBy('caller');
const meanOf = ({ answered, talkedSeconds }: Count): number | null => (answered === 0 ? null : talkedSeconds / answered);

let service: Service;
let system: Client;

async function sendAll(): Promise<void> {
  const events = calls.map((call, row) => eventOf(call, row, MIDNIGHT_IN_SHANGHAI));
  for (let at = 0; at < events.length; at += BATCH) {
    const batch = events.slice(at, at + BATCH);
    expect(await system.send(batch)).toMatchObject({ status: 202, body: { accepted: batch.length, rejected: [] } });
  }
  await folded(service);
}

const profileOf = async (user: string): Promise<Json> => (await system.get(`/api/profiles/${user}`)).body as Json;
const verdictOn = async (number: string, query = ''): Promise<Json> => (await system.get(`/api/profiles/caller/${encodeURIComponent(number)}${query}`)).body as Json;

/** Everything the service says of every user and caller; what depends on the moment of asking is pinned or left out. */
async function everyAnswer(): Promise<unknown[]> {
  const profiles = await inParallel([...users.keys()], async (user) => ({ ...(await profileOf(user)), asOf: '' }));
  const verdicts = await inParallel([...callers.keys()], (number) => verdictOn(number, '?asOf=2026-03-01T00:00:00Z'));
  return [...profiles, ...verdicts];
}

beforeAll(async () => {
  process.stderr.write(`real calls: ${what}\n`);
  service = await startService();
  system = clientOf(service, 'system');
}, 120_000);

afterAll(async () => {
  await service.stop();
  removeFolders();
}, 60_000);

describe(`real calls through HTTP, ${what}`, () => {
  beforeAll(sendAll, 120_000);

  it('are counted for every user as an independent count says', async () => {
    const profiles = await inParallel([...users.keys()], profileOf);
    const expected = [...users].map(([userId, count]) => ({
      userId,
      calls: { total: count.calls, incoming: count.calls, outgoing: 0, answered: count.answered, missed: count.calls - count.answered, rejected: 0, transferred: 0, aiHandled: 0 },
      answerRate: expect.closeTo(count.answered / count.calls, 12),
      averageDurationSeconds: meanOf(count) === null ? null : expect.closeTo(meanOf(count)!, 9),
      hourly: count.hourly,
      contacts: count.spokenWith.size,
    }));
    expect(profiles).toMatchObject(expected);
  }, 60_000);

  it('are counted for every caller as an independent count says', async () => {
    const verdicts = await inParallel([...callers.keys()], (number) => verdictOn(number));
    const expected = [...callers].map(([phoneNumber, count]) => ({
      phoneNumber,
      evidence: { calls: count.calls, users: count.others.size, reporters: 0 },
      behavior: {
        answerRate: expect.closeTo(count.answered / count.calls, 12),
        averageDurationSeconds: meanOf(count) === null ? null : expect.closeTo(meanOf(count)!, 9),
        hourly: count.hourly,
      },
    }));
    expect(verdicts).toMatchObject(expected);
  }, 60_000);

  it('are nobody called spam or suspicious for, though the spam classifier is asked', async () => {
    const pairs = [...new Set(calls.map(({ caller, callee }) => `${encodeURIComponent(caller)}?userId=${callee}`))];
    const verdicts = await inParallel([...pairs, ...[...callers.keys()].map(encodeURIComponent)], async (question) => (await system.get(`/api/profiles/caller/${question}`)).body as Json);
    expect(verdicts.filter(({ verdict }) => verdict === 'spam' || verdict === 'suspicious')).toEqual([]);
    expect(verdicts.map(({ model }) => model)).toEqual(verdicts.map(() => ({ name: 'spam_classifier', version: 1 })));
  }, 60_000);

  it('change nothing when all of them are sent again', async () => {
    const before = await everyAnswer();
    await sendAll();
    expect(await everyAnswer()).toEqual(before);
  }, 120_000);
});
