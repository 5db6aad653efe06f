import { shuffled } from './shuffled.fixture.js';
import { PARTITIONS, partitionOf, subjectOf, WITHHELD_CALLER, type NewEvent, type StoredEvent } from '#realtime/core';
import type { EventLog } from '../../libs/realtime/src/app/event-log.js';
import type { FoldLog, LetterId } from '../../libs/realtime/src/app/fold-log.js';
import { callEvent, callsOfUsers } from './events.fixture.js';

/** The two sides of one log, empty. Each call of `writer` and `reader` gives what another process would have. */
export interface LogUnderTest {
  writer(): EventLog;
  reader(): FoldLog;
  /** Asks that the letter of an event be folded again. */
  request(eventId: string): Promise<void>;
  letters(): Promise<{ readonly eventId: string; readonly reason: string; readonly attempts: number; readonly state: string }[]>;
}

const ALL = Array.from({ length: PARTITIONS }, (_, partition) => partition);
const ids = (events: readonly { readonly eventId: string }[]): string[] => events.map(({ eventId }) => eventId).sort();
const nothing = (): Promise<void> => Promise.resolve();

/** Folds until nothing is left, at most `mostPerPartition` a partition at a time. */
export async function drain(reader: FoldLog, mostPerPartition = 1000, partitions: readonly number[] = ALL): Promise<StoredEvent[]> {
  const all: StoredEvent[] = [];
  for (;;) {
    const events = await reader.fold({ partitions, mostPerPartition }, nothing);
    if (events.length === 0) return all;
    all.push(...events);
  }
}

/** What every event log promises, whatever keeps it. `open` gives an empty one for each test. */
export function describeLog(name: string, open: () => Promise<LogUnderTest>): void {
  let log: LogUnderTest;

  describe(name, () => {
    beforeEach(async () => {
      log = await open();
    });
    describe('appending', () => {
      it('hands back exactly what was appended', async () => {
        const events = [
          callEvent({ userId: 3, details: Buffer.from([0, 255, 92, 34]) }),
          callEvent({ userId: 4, call: { durationMs: undefined, direction: 1, outcome: 4, localHour: 0 } }),
          callEvent({ userId: 6, call: { callerId: WITHHELD_CALLER } }),
          { eventId: callEvent().eventId, kind: 5 as const, userId: 5, subjectId: 77, occurredAtMs: 1 },
          { eventId: callEvent().eventId, kind: 4 as const, userId: 0, occurredAtMs: Date.UTC(2000, 0, 1) },
        ];
        await log.writer().append(events);
        const read = new Map((await drain(log.reader())).map((event) => [event.eventId, event]));
        for (const event of events) {
          const { details, call, subjectId, ...rest } = read.get(event.eventId) as StoredEvent;
          expect(rest).toMatchObject({ userId: event.userId, kind: event.kind, occurredAtMs: event.occurredAtMs });
          expect([details && [...details], call, subjectId]).toEqual([
            'details' in event ? [...(event).details as Uint8Array] : undefined, (event).call,
            subjectOf(event),
          ]);
        }
      });

      it('keeps an id once: within a batch, across batches and across writers, and the first content wins', async () => {
        const first = callEvent({ userId: 7 });
        await log.writer().append([first, { ...first, userId: 8 }]);
        await log.writer().append([{ ...first, userId: 9 }, callEvent({ userId: 10 })]);
        const read = await drain(log.reader());
        expect(read.map(({ userId, position }) => [userId, position])).toEqual([[7, 1], [10, 2]]);
      });

      it('gives every event one position, without gaps, when writers race over the same ids', async () => {
        const events = callsOfUsers(600);
        const writers = Array.from({ length: 4 }, () => log.writer());
        await Promise.all(
          writers.flatMap((writer, index) => {
            const mine = shuffled(events, index);
            return Array.from({ length: 8 }, (_, part) => writer.append(mine.slice(part * 75, part * 75 + 150)));
          }),
        );
        const read = await drain(log.reader());
        expect(ids(read)).toEqual(ids(events));
        expect(read.map(({ position }) => position).sort((a, b) => a - b)).toEqual(events.map((_, index) => index + 1));
      });
    });

    describe('folding', () => {
      it('goes through a partition in order of position, at most so many at a time', async () => {
        await log.writer().append(Array.from({ length: 7 }, () => callEvent({ userId: 16 })));
        const sizes: number[] = [];
        const seen: number[] = [];
        for (;;) {
          const events = await log.reader().fold({ partitions: ALL, mostPerPartition: 3 }, nothing);
          if (events.length === 0) break;
          sizes.push(events.length);
          seen.push(...events.map(({ position }) => position));
        }
        expect([sizes, seen]).toEqual([[3, 3, 1], [1, 2, 3, 4, 5, 6, 7]]);
      });

      it('reads the partitions it is asked for, and those alone', async () => {
        await log.writer().append(callsOfUsers(32));
        const read = await drain(log.reader(), 1, [2, 5]);
        expect(read.map(({ userId }) => partitionOf(userId)).sort()).toEqual([2, 2, 5, 5]);
      });

      it('hands out again what was folded in vain', async () => {
        await log.writer().append(callsOfUsers(20));
        const reader = log.reader();
        await expect(reader.fold({ partitions: ALL, mostPerPartition: 9 }, () => Promise.reject(new Error('no good')))).rejects.toThrow('no good');
        expect(await drain(reader)).toHaveLength(20);
        expect(await drain(reader)).toEqual([]);
      });

      it('lets readers at once have each event once', async () => {
        await log.writer().append(callsOfUsers(160));
        const seen = await Promise.all(
          Array.from({ length: 4 }, async () => {
            const mine: StoredEvent[] = [];
            const reader = log.reader();
            const slowly = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2));
            // None left for this one may mean that others hold them; what they fail to fold would come again.
            for (let idle = 0; idle < 3; ) {
              const events = await reader.fold({ partitions: ALL, mostPerPartition: 3 }, slowly);
              mine.push(...events);
              idle = events.length === 0 ? idle + 1 : 0;
            }
            return mine;
          }),
        );
        expect([...seen.flat(), ...(await drain(log.reader()))]).toHaveLength(160);
        expect(new Set(ids(seen.flat())).size).toBe(seen.flat().length);
      });

      it('leaves alone what another reader holds', async () => {
        await log.writer().append(callsOfUsers(16));
        const inner = await new Promise<readonly StoredEvent[]>((resolve, reject) => {
          log.reader().fold({ partitions: [1, 2], mostPerPartition: 9 }, async () => resolve(await drain(log.reader()))).catch(reject);
        });
        expect(inner.map(({ userId }) => partitionOf(userId)).sort((a, b) => a - b)).toEqual(ALL.filter((partition) => partition !== 1 && partition !== 2));
      });

      it('misses nothing that is appended while it reads', async () => {
        const events = callsOfUsers(400);
        const reader = log.reader();
        const read: StoredEvent[] = [];
        const appending = Promise.all([0, 1, 2, 3].map(async (writer) => {
          const one = log.writer();
          for (let at = writer * 100; at < writer * 100 + 100; at += 10) await one.append(events.slice(at, at + 10));
        }));
        let done = false;
        void appending.finally(() => (done = true));
        while (!done) read.push(...(await drain(reader, 7)));
        await appending;
        read.push(...(await drain(reader, 7)));
        expect(ids(read)).toEqual(ids(events));
        for (const partition of ALL) {
          const positions = read.filter(({ userId }) => partitionOf(userId) === partition).map(({ position }) => position);
          expect(positions).toEqual([...positions].sort((a, b) => a - b));
        }
      });
    });

    describe('dead letters', () => {
      /** Appends two events of one user, sets the first aside and folds the second. */
      const setFirstAside = async (): Promise<NewEvent> => {
        const [first, second] = [callEvent(), callEvent()];
        await log.writer().append([first, second]);
        const reader = log.reader();
        const letter = (event: StoredEvent): LetterId => ({ event, reason: 'no good', attempts: 4 });
        await reader.fold({ partitions: ALL, mostPerPartition: 1 }, ([event], tx) => reader.setAside(letter(event as StoredEvent), tx));
        expect(ids(await drain(reader))).toEqual([second.eventId]);
        return first;
      };

      it('keep an event that is set aside, and only if the position moves past it', async () => {
        const first = await setFirstAside();
        expect(await log.letters()).toEqual([{ eventId: first.eventId, reason: 'no good', attempts: 4, state: 'waiting' }]);
        await log.writer().append([callEvent({ userId: 2 })]);
        const reader = log.reader();
        await expect(
          reader.fold({ partitions: ALL, mostPerPartition: 1 }, async ([event], tx) => {
            await reader.setAside({ event: event as StoredEvent, reason: 'x', attempts: 1 }, tx);
            throw new Error('rolled back');
          }),
        ).rejects.toThrow('rolled back');
        expect(await log.letters()).toHaveLength(1);
      });

      it('are folded when asked for, once, and not before', async () => {
        const first = await setFirstAside();
        const folded: StoredEvent[] = [];
        const fold = (): Promise<StoredEvent | undefined> => log.reader().foldRequestedLetter(async (events) => void folded.push(...events));
        expect(await fold()).toBeUndefined();
        await log.request(first.eventId);
        expect((await fold())?.eventId).toBe(first.eventId);
        expect(await fold()).toBeUndefined();
        expect(ids(folded)).toEqual([first.eventId]);
        expect(await log.letters()).toMatchObject([{ state: 'replayed' }]);
      });

      it('wait again where they fail again', async () => {
        const { eventId } = await setFirstAside();
        await log.request(eventId);
        await expect(log.reader().foldRequestedLetter(() => Promise.reject(new Error('still no good')))).rejects.toThrow('still no good');
        await log.reader().letterFailed(eventId, 'still no good');
        expect(await log.letters()).toEqual([{ eventId, reason: 'still no good', attempts: 5, state: 'waiting' }]);
      });

      it('stay folded though another reader reports late that it failed', async () => {
        const { eventId } = await setFirstAside();
        await log.request(eventId);
        await log.reader().foldRequestedLetter(nothing);
        await log.reader().letterFailed(eventId, 'came too late');
        expect(await log.letters()).toEqual([{ eventId, reason: 'no good', attempts: 4, state: 'replayed' }]);
      });
    });
  });
}
