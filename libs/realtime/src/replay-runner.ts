import { AppError, type Clock } from '#kernel';
import { type Database, isTransient, PgDatabase, SCHEMA } from '#platform/database';
import { applyAll } from './app/apply-all.js';
import { Lane } from './app/lane.js';
import { LaneStatistics } from './app/lane-statistics.js';
import type { Projection } from './app/projection.js';
import { replay, type TableDifference } from './app/replay.js';
import { PARTITIONS } from './core/index.js';
import { PgFoldLog } from './infra/pg-fold-log.js';
import { PgReplayStage, REPLAY_SCHEMA } from './infra/pg-replay-stage.js';

const LANES = 2;
const BATCH = 200;

export interface ReplayOptions {
  readonly url: string;
  readonly projections: readonly Projection[];
  readonly clock: Clock;
  readonly mode: 'verify' | 'rebuild';
  /** Told how many events are folded so far. */
  readonly progress: (events: number) => void;
}

/** True for whoever holds it until commit: a replay, or what must not change while one runs. */
export const REPLAY_LOCK = { name: 'replay_lock', text: `SELECT pg_try_advisory_xact_lock(hashtext('profile_analytics_replay'))` };

/** Two replays would take each other's copies away. @throws AppError `replay_running` */
function alone<T>(database: Database, work: () => Promise<T>): Promise<T> {
  return database.transaction(async (tx) => {
    const [row] = await tx.rows(REPLAY_LOCK);
    if (row?.[0] !== true) throw new AppError('replay_running', 'conflict', 'another replay is running on this database; wait for its end');
    return work();
  });
}

/** Rebuilds every projection from the event log of the database at `url`. */
export async function replayLog({ url, projections, clock, mode, progress }: ReplayOptions): Promise<TableDifference[]> {
  const database = new PgDatabase(url, SCHEMA, 4);
  const copies = new PgDatabase(url, `${REPLAY_SCHEMA},${SCHEMA}`, LANES);
  let failure: Error | undefined;
  const parts = {
    log: new PgFoldLog(copies, clock), apply: applyAll(projections), isTransient, clock,
    reasonOf: (error: unknown) => (error as { code?: string }).code ?? 'failed',
    report: (error: unknown) => (failure = error as Error),
    pause: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
  };
  const lanes = Array.from({ length: LANES }, (_, lane) => {
    const partitions = Array.from({ length: PARTITIONS }, (_unused, partition) => partition).filter((partition) => partition % LANES === lane);
    return new Lane({ partitions, batchSize: BATCH, maxRetries: 0 }, parts, new LaneStatistics(clock.now()));
  });
  const drainLane = async (lane: Lane): Promise<void> => {
    while ((await lane.step()) === 'folded') {
      if (failure !== undefined && isTransient(failure)) throw failure;
      progress(lanes.reduce((sum, { statistics }) => sum + statistics.events, 0));
    }
  };
  try {
    const tables = projections.flatMap((projection) => projection.tables);
    const drain = async (): Promise<void> => void (await Promise.all(lanes.map(drainLane)));
    return await alone(database, () => replay({ stage: new PgReplayStage(database), tables, drain }, mode));
  } finally {
    await Promise.all([database.close(), copies.close()]);
  }
}
