import 'reflect-metadata';
import { createHttpApp, drain, setupOpenApi } from '#platform/http';
import { processSettings } from '#platform/config';
import { Logger } from '#platform/logging';
import { onStopSignal, run, stopWithSupervisor } from '#platform/process';
import { assertRedis, connectRedis } from '#platform/redis';
import { API_DESCRIPTION } from './api-description.js';
import { ApiModule } from './api.module.js';
import { installQueueBoard } from './queue-board.js';

await run(async () => {
  const settings = processSettings();
  const { PORT, HOST, LOG_LEVEL, REDIS_URL } = settings.env;
  if (REDIS_URL !== undefined) await assertRedis(REDIS_URL);
  const logger = new Logger({ level: LOG_LEVEL });
  const redis = REDIS_URL === undefined ? undefined : connectRedis(REDIS_URL, (error) => logger.warn('redis failed', { reason: error.message }));
  // Without an async context: on Node 20 it makes every promise dearer, a tenth of what a single event costs. Log lines carry the request's id all the same.
  const app = await createHttpApp(ApiModule, { settings, logger, asyncContext: false, ...(redis && { redis }) });
  setupOpenApi(app, API_DESCRIPTION);
  await installQueueBoard(app);
  await app.listen({ port: PORT, host: HOST });
  process.send?.('ready');
  const stop = (): void =>
    void drain(app).then(() => {
      redis?.disconnect();
      process.exit(0);
    });
  onStopSignal(stop);
  stopWithSupervisor(stop);
});
