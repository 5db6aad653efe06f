import { createBoard } from '#platform/queues';
import { getQueueToken } from '@nestjs/bullmq';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Queue } from 'bullmq';
import { UPKEEP_JOB } from '#realtime';

export const QUEUE_BOARD_PATH = '/api/admin/queues';

/** Bull Board over every queue, for admins. */
export async function installQueueBoard(app: NestFastifyApplication): Promise<void> {
  await createBoard(app, QUEUE_BOARD_PATH, [app.get<Queue>(getQueueToken(UPKEEP_JOB.queue), { strict: false })]);
}
