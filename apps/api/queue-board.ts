import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createBoard, watchQueues } from '#platform/queues';
import { CAMPAIGNS_JOB, SCORE_JOB, WEIGHTS_JOB } from '#callers';
import { TRAIN_JOB, WATCH_JOB } from '#ml';
import { RISK_SPREAD_JOB, THREATS_JOB } from '#profiles';
import { ALERTS_JOB, DELIVER_JOB, UPKEEP_JOB } from '#realtime';
import { REFRESH_JOB } from '#recommendations';
import { METRICS_JOB, MONITORS_JOB } from '#trends';

const QUEUE_BOARD_PATH = '/api/admin/queues';

const QUEUES = [
  UPKEEP_JOB, TRAIN_JOB, WATCH_JOB, SCORE_JOB, WEIGHTS_JOB, CAMPAIGNS_JOB, MONITORS_JOB, METRICS_JOB, REFRESH_JOB, THREATS_JOB, RISK_SPREAD_JOB, ALERTS_JOB, DELIVER_JOB,
].map(({ queue }) => queue);

/** Every queue on Bull Board, for admins, and on `/metrics`. */
export async function installQueueBoard(app: NestFastifyApplication): Promise<void> {
  await createBoard(app, QUEUE_BOARD_PATH, QUEUES);
  watchQueues(app, QUEUES);
}
