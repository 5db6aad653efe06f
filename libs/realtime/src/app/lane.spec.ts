import type { StoredEvent } from '../core/index.js';
import { callEvent, callsOfUsers } from '../../../../test/contracts/events.fixture.js';
import { FixedClock } from '../../../../test/contracts/fixed-clock.fixture.js';
import { MemoryFoldLog, MemoryLog } from '../../../../test/contracts/memory-log.fixture.js';
import { Lane, type LaneParts } from './lane.js';
import { LaneStatistics } from './lane-statistics.js';

const OUTAGE = Object.assign(new Error('the server is going down'), { code: '57P01' });

/** A lane over partitions 0 to 3 of a log in memory, and what it did. */
class Bench {
  readonly clock = new FixedClock(1_000_000);
  readonly log = new MemoryLog(this.clock);
  readonly folded: string[] = [];
  readonly batches: number[] = [];
  readonly pauses: number[] = [];
  readonly poison = new Map<string, Error>();
  readonly statistics = new LaneStatistics(this.clock.nowMs);

  lane(options: { readonly maxRetries?: number; readonly batchSize?: number } = {}): Lane {
    return new Lane({ partitions: [0, 1, 2, 3], batchSize: 10, maxRetries: 2, ...options }, this.parts, this.statistics);
  }

  /** Steps until the lane says that it is drained, at most 500 times. */
  async drain(lane: Lane): Promise<void> {
    for (let steps = 0; steps < 500; steps++) if ((await lane.step()) === 'drained') return;
    throw new Error('the lane never drains');
  }

  get letters(): { readonly eventId: string; readonly reason: string; readonly attempts: number }[] {
    return [...this.log.letters.values()].map(({ event, reason, attempts }) => ({ eventId: event.eventId, reason, attempts }));
  }

  private readonly parts: LaneParts = {
    log: new MemoryFoldLog(this.log),
    apply: async (batch: readonly StoredEvent[]) => {
      this.batches.push(batch.length);
      for (const { eventId } of batch) if (this.poison.has(eventId)) throw this.poison.get(eventId) as Error;
      this.folded.push(...batch.map(({ eventId }) => eventId));
    },
    isTransient: (error) => (error as { code?: string }).code === OUTAGE.code,
    reasonOf: (error) => (error as Error).message,
    report: () => undefined,
    clock: this.clock,
    pause: async (milliseconds) => void this.pauses.push(milliseconds),
  };
}

const ids = (events: readonly { readonly eventId: string }[]): string[] => events.map(({ eventId }) => eventId).sort();

describe('a lane', () => {
  it('folds its partitions and no others, and then says that it is drained', async () => {
    const bench = new Bench();
    const events = callsOfUsers(32);
    bench.log.add(events);
    const lane = bench.lane();
    expect([await lane.step(), await lane.step()]).toEqual(['folded', 'drained']);
    expect(bench.folded.sort()).toEqual(ids(events.filter(({ userId }) => userId % 16 < 4)));
    expect([bench.statistics.events, bench.statistics.errors, bench.statistics.status]).toEqual([8, 0, 'idle']);
  });

  it('sets the event at fault aside after maxRetries more tries, with its reason; its neighbours are all folded', async () => {
    const bench = new Bench();
    const events = Array.from({ length: 60 }, (_, index) => callEvent({ userId: index % 4 }));
    const poison = events[17] as (typeof events)[number];
    bench.poison.set(poison.eventId, new Error('no such outcome'));
    bench.log.add(events);
    await bench.drain(bench.lane({ maxRetries: 2 }));
    expect(bench.folded.sort()).toEqual(ids(events.filter((event) => event !== poison)));
    expect(bench.letters).toEqual([{ eventId: poison.eventId, reason: 'no such outcome', attempts: 3 }]);
  });

  it.each([[0, 1], [1, 2], [5, 6]])('with maxRetries %i tries a poisonous event %i times on its own', async (maxRetries, attempts) => {
    const bench = new Bench();
    const event = callEvent({ userId: 1 });
    bench.poison.set(event.eventId, new Error('bad'));
    bench.log.add([event]);
    await bench.drain(bench.lane({ maxRetries }));
    expect(bench.letters).toMatchObject([{ attempts }]);
  });

  it('keeps the reasons of several poisonous events apart', async () => {
    const bench = new Bench();
    const events = [callEvent({ userId: 1 }), callEvent({ userId: 2 }), callEvent({ userId: 1 }), callEvent({ userId: 3 })];
    for (const [index, reason] of [[0, 'first'], [1, 'second'], [2, 'third']] as const) bench.poison.set(events[index]?.eventId ?? '', new Error(reason));
    bench.log.add(events);
    await bench.drain(bench.lane());
    expect(bench.letters.map(({ reason, eventId }) => [reason, events.findIndex((event) => event.eventId === eventId)]).sort()).toEqual([['first', 0], ['second', 1], ['third', 2]]);
    expect(bench.folded).toEqual([events[3]?.eventId]);
  });

  it('waits an outage out, however long, and blames no event', async () => {
    const bench = new Bench();
    const events = callsOfUsers(3);
    bench.log.add(events);
    const lane = bench.lane({ maxRetries: 0 });
    bench.log.outage = OUTAGE;
    for (let step = 0; step < 40; step++) expect(await lane.step()).toBe('folded');
    expect(bench.statistics.status).toBe('retrying');
    bench.log.outage = undefined;
    await bench.drain(lane);
    expect([bench.letters, bench.folded.sort()]).toEqual([[], ids(events)]);
    expect(bench.pauses.slice(0, 4)).toEqual([20, 40, 80, 160]);
    expect(Math.max(...bench.pauses)).toBe(5000);
  });

  it('blames no event for an outage in mid-fold, nor for a failure before there was one to fold', async () => {
    const bench = new Bench();
    const events = callsOfUsers(3);
    bench.log.add(events);
    const lane = bench.lane({ maxRetries: 0 });
    bench.poison.set(events[0]?.eventId ?? '', OUTAGE);
    for (let step = 0; step < 20; step++) await lane.step();
    bench.poison.clear();
    bench.log.outage = new Error('relation "event" does not exist');
    for (let step = 0; step < 20; step++) await lane.step();
    bench.log.outage = undefined;
    await bench.drain(lane);
    expect([bench.letters, bench.folded.sort()]).toEqual([[], ids(events)]);
  });

  it('does not hold against an event what another worker has dealt with meanwhile', async () => {
    const bench = new Bench();
    const [poison, innocent] = [callEvent({ userId: 1 }), callEvent({ userId: 1 })];
    bench.poison.set(poison.eventId, new Error('bad'));
    bench.log.add([poison, innocent]);
    const workers = [bench.lane({ maxRetries: 1 }), bench.lane({ maxRetries: 1 })];
    for (let step = 0; step < 40; step++) for (const worker of workers) await worker.step();
    expect(bench.letters.map(({ eventId }) => eventId)).toEqual([poison.eventId]);
    expect(bench.folded).toEqual([innocent.eventId]);
  });

  it('takes large portions again once the trouble is over', async () => {
    const bench = new Bench();
    const poison = callEvent({ userId: 1 });
    bench.poison.set(poison.eventId, new Error('bad'));
    bench.log.add([poison]);
    const lane = bench.lane({ batchSize: 10, maxRetries: 0 });
    await bench.drain(lane);
    for (let round = 0; round < 20; round++) await lane.step();
    bench.batches.length = 0;
    bench.log.add(Array.from({ length: 600 }, () => callEvent({ userId: 2 })));
    await bench.drain(lane);
    expect(bench.batches).toEqual([600]);
  });
});
