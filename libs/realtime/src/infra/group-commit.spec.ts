import { GroupCommit, type GroupCommitOptions } from './group-commit.js';
import { PgEventLog } from './pg-event-log.js';
import { callEvent } from '../../../../test/contracts/events.fixture.js';
import { FixedClock } from '../../../../test/contracts/fixed-clock.fixture.js';

const AWAY = Object.assign(new Error('away'), { code: 'ECONNREFUSED' });

/** A writer that a test lets go on, write by write. */
class GatedWriter {
  readonly writes: number[][] = [];
  private readonly gates: { open: () => void; fail: (error: Error) => void }[] = [];

  readonly write = (items: readonly number[]): Promise<void> => {
    this.writes.push([...items]);
    return new Promise((resolve, reject) => this.gates.push({ open: resolve, fail: reject }));
  };

  /** Ends the oldest write that is under way. */
  async end(error?: Error): Promise<void> {
    const gate = this.gates.shift();
    if (error === undefined) gate?.open();
    else gate?.fail(error);
    await settled();
  }
}

/** Lets everything that is ready run. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function commits(write: GroupCommitOptions<number>['write'], options: Partial<GroupCommitOptions<number>> = {}): GroupCommit<number> {
  return new GroupCommit({ write, isTransient: (error) => error === AWAY, groupSize: 10, writers: 1, mostWaiting: 100, patienceMs: 1000, ...options });
}

describe('group commit', () => {
  it('writes at once when idle, and gathers what comes meanwhile', async () => {
    const writer = new GatedWriter();
    const log = commits(writer.write);
    const done: string[] = [];
    void log.submit([1]).then(() => done.push('first'));
    void log.submit([2, 3]).then(() => done.push('second'));
    void log.submit([4]).then(() => done.push('third'));
    expect(writer.writes).toEqual([[1]]);
    await writer.end();
    expect([writer.writes, done]).toEqual([[[1], [2, 3, 4]], ['first']]);
    await writer.end();
    expect([done, log.use()]).toEqual([['first', 'second', 'third'], 0]);
  });

  it('cuts groups at their size but never a request, and lets a larger one go alone', async () => {
    const writer = new GatedWriter();
    const log = commits(writer.write, { groupSize: 4 });
    for (const items of [[0], [1, 2, 3], [4, 5], [6, 7, 8, 9, 10, 11], [12]]) void log.submit(items);
    for (let write = 0; write < 5; write++) await writer.end();
    expect(writer.writes).toEqual([[0], [1, 2, 3], [4, 5], [6, 7, 8, 9, 10, 11], [12]]);
  });

  it('keeps so many writers busy and no more', async () => {
    const writer = new GatedWriter();
    const log = commits(writer.write, { writers: 2 });
    for (let item = 0; item < 5; item++) void log.submit([item]);
    expect(writer.writes).toEqual([[0], [1]]);
    await writer.end();
    expect(writer.writes).toEqual([[0], [1], [2, 3, 4]]);
  });

  it('tries again what failed for the moment, and then answers', async () => {
    let failures = 2;
    const written: number[][] = [];
    const log = commits(async (items) => {
      if (failures-- > 0) throw AWAY;
      written.push([...items]);
    });
    await log.submit([1, 2]);
    expect(written).toEqual([[1, 2]]);
  });

  it('gives up on an outage when its patience is over, for the whole group at once', async () => {
    let writes = 0;
    const log = commits(async () => {
      writes++;
      throw AWAY;
    }, { patienceMs: -1 });
    const outcomes = await Promise.allSettled([log.submit([1]), log.submit([2]), log.submit([3])]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect([writes, log.use()]).toEqual([2, 0]);
  });

  it('answers a bad request alone: its neighbours are written', async () => {
    const written: number[] = [];
    const writer = new GatedWriter();
    const log = commits(async (items) => {
      if (items.length === 1 && items[0] === 0) return writer.write(items);
      if (items.includes(13)) throw new Error('13 cannot be stored');
      written.push(...items);
    });
    const first = log.submit([0]);
    const others = Promise.allSettled([[1, 2], [13], [3], [4]].map((items) => log.submit(items)));
    await writer.end();
    await first;
    expect((await others).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(written).toEqual([1, 2, 3, 4]);
  });

  it('refuses what exceeds the waiting room, takes it when there is room again, and takes anything when empty', async () => {
    const writer = new GatedWriter();
    const log = commits(writer.write, { mostWaiting: 4 });
    const large = log.submit([1, 2, 3, 4, 5, 6]);
    expect(log.use()).toBe(1);
    expect(() => log.submit([7])).toThrow(expect.objectContaining({ code: 'log_busy', kind: 'unavailable', retryAfterSeconds: 1 }) as Error);
    await writer.end();
    await large;
    void log.submit([7]);
    void log.submit([8, 9]);
    expect(log.use()).toBe(0.75);
    expect(() => log.submit([10, 11])).toThrow('log_busy');
    expect(writer.writes).toEqual([[1, 2, 3, 4, 5, 6], [7]]);
  });
});

describe('the event log on a database that is away', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('goes on trying for three seconds and then says that it cannot be written', async () => {
    let writes = 0;
    const rows = (): Promise<never> => {
      writes++;
      return Promise.reject(Object.assign(new Error('shutting down'), { code: '57P01' }));
    };
    const log = new PgEventLog({ rows } as never, new FixedClock(0));
    const outcome = log.append([callEvent()]).catch((error: unknown) => error);
    await jest.advanceTimersByTimeAsync(2900);
    expect(log.bufferUse()).toBeGreaterThan(0);
    await jest.advanceTimersByTimeAsync(300);
    expect(await outcome).toMatchObject({ code: 'log_unavailable', kind: 'unavailable', retryAfterSeconds: 1 });
    expect(log.bufferUse()).toBe(0);
    expect(writes).toBeGreaterThan(10);
  });
});
