import { DAY_MS, QUARTER_HOUR_MS } from '#kernel';
import { Keyring } from '#privacy';
import { UserZones } from '#realtime';
import { EVENT_KINDS } from '#realtime/core';
import { FixedClock, NOW_MS } from '../../../../../test/contracts/fixed-clock.fixture.js';
import { MemoryIdentities } from '../../../../../test/contracts/memory-identities.fixture.js';
import { MemoryEventLog, MemoryLog } from '../../../../../test/contracts/memory-log.fixture.js';
import type { AnomalyWords } from '../../core/anomalies/anomaly-acts.js';
import type { QuarterActivity } from '../../core/anomalies/behaviour-days.js';
import { latestChoices } from '../choice-events.js';
import { ActOnAnomaly } from './act-on-anomaly.js';
import { BehaviourRecords, type BehaviourRecord, type QuarterSpan } from './behaviour-records.js';
import { ListAnomalies, type AnomalyQuery } from './list-anomalies.js';
import { SayOfAnomalies } from './say-of-anomalies.js';
import { StreamFindings, type StreamFinding } from './stream-findings.js';
import { UserAnomalies, type AnomalyPlace } from './user-anomalies.js';

const keyring = new Keyring('a key for tests of more than 32 characters');
const TODAY = Math.floor(NOW_MS / DAY_MS);
const STRANGE = [TODAY - 50, TODAY - 30, TODAY - 4];
const ALL: AnomalyQuery = { severity: undefined, state: undefined, after: undefined, limit: 20 };

class FakeZones extends UserZones {
  zonesOf(userIds: readonly number[]): Promise<string[]> {
    return Promise.resolve(userIds.map(() => 'UTC'));
  }
}

/** Ten or eleven calls each noon of so many days, a hundred and more on strange ones, each busier than the last. */
class FakeRecords extends BehaviourRecords {
  said: AnomalyWords = {};

  constructor(private readonly days: number) {
    super();
  }

  read(_userId: number, { from, to }: QuarterSpan): Promise<BehaviourRecord> {
    const quarters = Array.from({ length: this.days }, (_, index): QuarterActivity => {
      const day = TODAY - 1 - index;
      const incoming = STRANGE.includes(day) ? 100 * 2 ** STRANGE.indexOf(day) : 10 + (day % 2);
      return { quarter: ((day + 0.5) * DAY_MS) / QUARTER_HOUR_MS, incoming, answered: incoming >> 1, aiHandled: 0, outgoing: 0, timed: 0, answeredMs: 0 };
    });
    return Promise.resolve({ firstQuarter: quarters.at(-1)?.quarter, quarters: quarters.filter(({ quarter }) => quarter >= from && quarter <= to), arrivals: [] });
  }

  words(): Promise<AnomalyWords> {
    return Promise.resolve(this.said);
  }
}

const ALERT = '00000000-0000-4000-8000-000000000001';

/** Two alerts of one monitor: this morning, and on the day of a strange one. */
class FakeStream extends StreamFindings {
  readonly heard: unknown[] = [];

  between(_userId: number, fromMs: number, untilMs: number): Promise<readonly StreamFinding[]> {
    return Promise.resolve(this.all().filter(({ openedMs }) => openedMs >= fromMs && openedMs < untilMs));
  }

  find(_userId: number, id: string): Promise<StreamFinding | undefined> {
    return Promise.resolve(this.all().find((found) => found.id === id));
  }

  acknowledge(...said: unknown[]): Promise<void> {
    this.heard.push(said);
    return Promise.resolve();
  }

  feedback(...said: unknown[]): Promise<void> {
    this.heard.push(said);
    return Promise.resolve();
  }

  private all(): StreamFinding[] {
    const one = { monitorId: 'm-1', detectedMs: NOW_MS, kind: 'calls-anomaly', severity: 'low', evidence: [], text: { en: '', 'zh-CN': '' }, isAcknowledged: false } as const;
    return [{ ...one, id: ALERT, openedMs: TODAY * DAY_MS }, { ...one, id: 'ffffffff-0000-4000-8000-000000000002', openedMs: (TODAY - 4) * DAY_MS, isAcknowledged: true }];
  }
}

async function bench(days = 200, stream?: FakeStream): Promise<{ list: ListAnomalies; act: ActOnAnomaly; records: FakeRecords; log: MemoryLog }> {
  const identities = new MemoryIdentities();
  await identities.registerUsers(['u-1']);
  const records = new FakeRecords(days);
  const silent = new (class extends FakeStream {
    override between = (): Promise<readonly StreamFinding[]> => Promise.resolve([]);
    override find = (): Promise<undefined> => Promise.resolve(undefined);
  })();
  const anomalies = new UserAnomalies(new FakeZones(), records, stream ?? silent);
  const log = new MemoryLog(new FixedClock(NOW_MS));
  return { records, log, list: new ListAnomalies(identities, anomalies), act: new ActOnAnomaly(identities, anomalies, new SayOfAnomalies(new MemoryEventLog(log), keyring, { latest: () => Promise.resolve([]) }), stream ?? silent) };
}

describe('the list of unusual days', () => {
  it('goes on where a page ended', async () => {
    const { list } = await bench();
    const pages: (readonly number[])[] = [];
    let after: AnomalyPlace | undefined;
    for (let hasMore = true; hasMore;) {
      const page = await list.execute('u-1', { ...ALL, after, limit: 1 }, NOW_MS);
      pages.push(page.items.map(({ day }) => day));
      after = page.items.at(-1);
      ({ hasMore } = page);
    }
    expect(pages).toEqual(STRANGE.toReversed().map((day) => [day]));
  });

  it.each([[21, true, 0], [22, false, 0], [40, false, 1]])('of %d days of history', async (days, isHistoryShort, found) => {
    const { list } = await bench(days);
    const page = await list.execute('u-1', ALL, NOW_MS);
    expect([page.isHistoryShort, page.items.length]).toEqual([isHistoryShort, found]);
  });

  it('says the same of a day whatever days are asked for', async () => {
    const { list } = await bench();
    const { items } = await list.execute('u-1', ALL, NOW_MS);
    for (const item of items) expect((await list.execute('u-1', { ...ALL, from: item.day - 3, to: item.day }, NOW_MS + DAY_MS)).items[0]).toEqual(item);
  });
});

describe('what the stream found', () => {
  it('stands among the days, today’s first, and no page loses any of it', async () => {
    const { list } = await bench(200, new FakeStream());
    const pages: string[] = [];
    let after: AnomalyPlace | undefined;
    for (let hasMore = true; hasMore;) {
      const page = await list.execute('u-1', { ...ALL, after, limit: 1 }, NOW_MS);
      pages.push(...page.items.map(({ day, monitorId, state }) => `${day - TODAY} ${monitorId ?? 'day'} ${state}`));
      after = page.items.at(-1);
      ({ hasMore } = page);
    }
    expect(pages).toEqual(['0 m-1 open', '-4 day open', '-4 m-1 acknowledged', '-30 day open', '-50 day open']);
  });

  it('is told of who has no history', async () => {
    const { list } = await bench(0, new FakeStream());
    expect(await list.execute('u-1', ALL, NOW_MS)).toMatchObject({ isHistoryShort: true, items: [{ id: ALERT }, {}] });
  });

  it('hears what its user says, and it counts for its monitor alone', async () => {
    const stream = new FakeStream();
    const { act, list, records } = await bench(200, stream);
    expect(await act.act('u-1', ALERT, { state: 'acknowledged' }, NOW_MS)).toMatchObject({ id: ALERT, state: 'acknowledged' });
    expect(await act.act('u-1', ALERT, { state: 'snoozed', untilMs: NOW_MS + 1 }, NOW_MS)).toMatchObject({ state: 'snoozed' });
    expect(await act.feedback('u-1', ALERT, false, NOW_MS)).toMatchObject({ state: 'dismissed' });
    expect(stream.heard).toEqual([[1, ALERT, NOW_MS], [1, ALERT, false]]);
    const before = await list.execute('u-1', ALL, NOW_MS);
    records.said = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`useful:0000000${at}-0000-4000-8000-000000000001`, false]));
    expect((await list.execute('u-1', ALL, NOW_MS)).items).toEqual(before.items);
  });
});

describe('acting on an unusual day', () => {
  it('is a fact in the log, sealed, that the list then shows', async () => {
    const { list, act, records, log } = await bench();
    const [, middle] = (await list.execute('u-1', ALL, NOW_MS)).items;
    const id = middle?.id ?? '';
    expect(await act.feedback('u-1', id, false, NOW_MS)).toMatchObject({ id, state: 'dismissed' });
    const choices = latestChoices(log.events.map((event) => ({ ...event, position: 1, receivedAtMs: NOW_MS })), EVENT_KINDS.anomaly, keyring);
    records.said = Object.fromEntries(choices.map(({ name, value }) => [name, value]));
    expect((await list.execute('u-1', { ...ALL, state: 'dismissed' }, NOW_MS)).items.map((item) => item.id)).toEqual([id]);
    await expect(act.act('u-1', '2020-01-01.more-calls', { state: 'acknowledged' }, NOW_MS)).rejects.toMatchObject({ code: 'anomaly_unknown' });
    await expect(act.act('u-9', id, { state: 'acknowledged' }, NOW_MS)).rejects.toMatchObject({ code: 'anomaly_unknown' });
    expect(log.events).toHaveLength(1);
  });
});
