import { getQueueToken } from '@nestjs/bullmq';
import type { Job, Queue } from 'bullmq';
import { UPKEEP_JOB } from '#realtime';
import { bootWorker, settingsFor, type BootedApp } from './booted-app.fixture.js';
import type { TestDatabase } from './postgres.fixture.js';

export interface Stage {
  readonly db: TestDatabase;
  /** Variables that say where the queues are. */
  readonly variables: Readonly<Record<string, string>>;
  /** After the worker has stopped. */
  readonly close?: (queue: Queue) => Promise<void>;
}

const until = async <T>(look: () => Promise<T | undefined>): Promise<T> => {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** What the queue promises, whatever keeps it: the nightly upkeep of the log really runs on it. */
export function describeUpkeep(name: string, open: () => Promise<Stage>): void {
  describe(name, () => {
    let stage: Stage;
    let worker: BootedApp;
    let queue: Queue;
    const start = (): Promise<BootedApp> => bootWorker(settingsFor(stage.db.url, stage.variables));
    const queueOf = ({ app }: BootedApp): Queue => app.get<Queue>(getQueueToken(UPKEEP_JOB.queue), { strict: false });
    const stop = async (started: BootedApp): Promise<void> => {
      const used = queueOf(started);
      await started.stop();
      await stage.close?.(used);
    };
    beforeEach(async () => {
      stage = await open();
      worker = await start();
      queue = queueOf(worker);
    });
    afterEach(() => stop(worker));

    const completed = (): Promise<Job[]> => queue.getJobs(['completed']);
    const partitions = async (): Promise<string[]> =>
      (await stage.db.query<{ relname: string }>(`SELECT relname FROM pg_class WHERE relname LIKE 'event\\_2%' AND relkind = 'r' ORDER BY relname`)).map(({ relname }) => relname);

    it('runs a job at every start', async () => {
      const [job] = await until(async () => ((await completed()).length > 0 ? completed() : undefined));
      expect(job).toMatchObject({ name: UPKEEP_JOB.name, returnvalue: { made: [] }, opts: { attempts: 5 } });
      expect(worker.lines.join('')).toContain('event partitions are in place');
    });

    it('runs one that makes the partitions that are lacking', async () => {
      await until(async () => ((await completed()).length > 0 ? true : undefined));
      const last = (await partitions()).at(-1) as string;
      await stage.db.query(`DROP TABLE ${last}`);
      const { id } = await queue.add(UPKEEP_JOB.name, {}, UPKEEP_JOB.options);
      const job = await until(async () => (await completed()).find((each) => each.id === id));
      expect(job.returnvalue).toEqual({ made: [last.slice('event_'.length)] });
      expect(await partitions()).toContain(last);
    });

    it('tries a job again later that failed', async () => {
      await until(async () => ((await completed()).length > 0 ? true : undefined));
      await stage.db.query('ALTER TABLE event RENAME TO event_away');
      const { id } = await queue.add(UPKEEP_JOB.name, {}, UPKEEP_JOB.options);
      const job = await until(async () => (await queue.getJobs(['delayed'])).find((each) => each.id === id && each.attemptsMade === 1));
      expect(job.failedReason).toContain('event');
    });

    it('has the upkeep of every night on its schedule, once, however often workers start', async () => {
      await stop(await start());
      const schedules = await queue.getJobSchedulers();
      expect(schedules).toMatchObject([{ key: 'nightly-partition-upkeep', name: UPKEEP_JOB.name, pattern: '17 3 * * *', tz: 'UTC' }]);
      expect(new Date(schedules[0]?.next ?? 0).toISOString()).toMatch(/T03:17:00\.000Z$/);
    });
  });
}
