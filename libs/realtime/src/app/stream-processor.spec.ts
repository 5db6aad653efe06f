import { callsOfUsers } from '../../../../test/contracts/events.fixture.js';
import { FixedClock } from '../../../../test/contracts/fixed-clock.fixture.js';
import { MemoryFoldLog, MemoryLog } from '../../../../test/contracts/memory-log.fixture.js';
import type { FoldWork } from './fold-log.js';
import { StreamProcessor } from './stream-processor.js';

const FOREVER_MS = 600_000;

function bench(options: { readonly lanes: number; readonly flushIntervalMs?: number }) {
  const clock = new FixedClock(1_000_000);
  const log = new MemoryLog(clock);
  const folded: string[] = [];
  let heard: (() => void) | undefined;
  const poison = new Set<string>();
  const apply: FoldWork = async (batch) => {
    if (batch.some(({ eventId }) => poison.has(eventId))) throw new Error('bad');
    folded.push(...batch.map(({ eventId }) => eventId));
    heard?.();
  };
  const processor = new StreamProcessor(
    { batchSize: 4, maxRetries: 1, flushIntervalMs: FOREVER_MS, ...options },
    { log: new MemoryFoldLog(log), apply, isTransient: () => false, reasonOf: () => 'bad', report: () => undefined, clock, pause: () => Promise.resolve() },
  );
  /** Resolves once so many events are folded. */
  const until = (count: number): Promise<void> =>
    new Promise((resolve) => {
      heard = () => { if (folded.length >= count) resolve(); };
      heard();
    });
  return { log, folded, poison, processor, until };
}

describe('the stream processor', () => {
  it.each([1, 3, 4, 16])('folds every event of every partition once, with %i lanes', async (lanes) => {
    const { log, folded, processor, until } = bench({ lanes });
    const events = callsOfUsers(100);
    log.add(events);
    processor.start();
    await until(100);
    await processor.stop();
    expect(folded.sort()).toEqual(events.map(({ eventId }) => eventId).sort());
    expect(processor.lanes.flatMap(({ partitions }) => partitions).sort((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, partition) => partition));
  });

  it('sleeps while there is nothing, and wakes when the log rings', async () => {
    const { log, folded, processor, until } = bench({ lanes: 4 });
    processor.start();
    await new Promise((resolve) => setImmediate(resolve));
    log.add(callsOfUsers(20));
    expect(folded).toEqual([]);
    processor.ring();
    await until(20);
    await processor.stop();
    expect(folded).toHaveLength(20);
  });

  it('looks again after the flush interval where no bell is heard', async () => {
    const { log, processor, until, folded } = bench({ lanes: 2, flushIntervalMs: 10 });
    processor.start();
    await new Promise((resolve) => setImmediate(resolve));
    log.add(callsOfUsers(5));
    await until(5);
    await processor.stop();
    expect(folded).toHaveLength(5);
  });

  it('goes on with everyone else where events are poisonous', async () => {
    const { log, folded, poison, processor, until } = bench({ lanes: 4, flushIntervalMs: 5 });
    const events = callsOfUsers(64);
    for (const index of [3, 20, 21, 60]) poison.add(events[index]?.eventId ?? '');
    log.add(events);
    processor.start();
    await until(60);
    while (log.letters.size < 4) await new Promise((resolve) => setTimeout(resolve, 2));
    await processor.stop();
    expect([...log.letters.keys()].sort()).toEqual([...poison].sort());
    expect(folded.sort()).toEqual(events.map(({ eventId }) => eventId).filter((eventId) => !poison.has(eventId)).sort());
  });

  it('finishes what it is at when it is told to stop, and begins nothing new', async () => {
    const { log, folded, processor } = bench({ lanes: 4 });
    log.add(callsOfUsers(16));
    processor.start();
    await processor.stop();
    const seen = folded.length;
    log.add(callsOfUsers(16, 100));
    processor.ring();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(folded).toHaveLength(seen);
  });
});
