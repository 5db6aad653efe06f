import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createBoard } from '#platform/queues';
import { UPKEEP_JOB } from '#realtime';

export const QUEUE_BOARD_PATH = '/api/admin/queues';

/** Bull Board over every queue, for admins. */
export async function installQueueBoard(app: NestFastifyApplication): Promise<void> {
  await createBoard(app, QUEUE_BOARD_PATH, [UPKEEP_JOB.queue]);
}
