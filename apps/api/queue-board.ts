import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createBoard, watchQueues } from '#platform/queues';
import { ANALYTICS_JOB, REPORT_JOB } from '#analytics';
import { CAMPAIGNS_JOB, SCORE_JOB, WEIGHTS_JOB } from '#callers';
import { CALLEES_JOB, TRAIN_JOB, WATCH_JOB } from '#ml';
import { PATTERN_BASELINE_JOB, RISK_SPREAD_JOB, THREATS_JOB } from '#profiles';
import { ALERTS_JOB, DELIVER_JOB, UPKEEP_JOB } from '#realtime';
import { REFRESH_JOB } from '#recommendations';
import { FORECAST_EVALUATION_JOB, METRICS_JOB, MONITORS_JOB, TREND_JOB } from '#trends';

const QUEUE_BOARD_PATH = '/api/admin/queues';

/** A job of each queue there is. */
export const BOARD_JOBS = [
  UPKEEP_JOB, ALERTS_JOB, DELIVER_JOB, TRAIN_JOB, WATCH_JOB, CALLEES_JOB, SCORE_JOB, WEIGHTS_JOB, CAMPAIGNS_JOB, PATTERN_BASELINE_JOB, THREATS_JOB, RISK_SPREAD_JOB,
  TREND_JOB, MONITORS_JOB, METRICS_JOB, FORECAST_EVALUATION_JOB, REFRESH_JOB, ANALYTICS_JOB, REPORT_JOB,
];
const QUEUES = [...new Set(BOARD_JOBS.map(({ queue }) => queue))];

/** Every queue on Bull Board, for admins, and on `/metrics`. */
export async function installQueueBoard(app: NestFastifyApplication): Promise<void> {
  await createBoard(app, QUEUE_BOARD_PATH, QUEUES);
  watchQueues(app, QUEUES);
}
