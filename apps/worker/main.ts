import 'reflect-metadata';
import { createHttpApp, drain } from '#platform/http';
import { processSettings } from '#platform/config';
import { onStopSignal, run, stopWithSupervisor } from '#platform/process';
import { assertRedis } from '#platform/redis';
import { WorkerModule } from './worker.module.js';

await run(async () => {
  const settings = processSettings();
  if (settings.env.REDIS_URL !== undefined) await assertRedis(settings.env.REDIS_URL);
  const app = await createHttpApp(WorkerModule, { settings });
  // Without a port there is no probe, but everything else starts all the same.
  if (settings.env.WORKER_PORT > 0) await app.listen({ port: settings.env.WORKER_PORT, host: settings.env.HOST });
  else await app.init();
  process.send?.('ready');
  const stop = (): void => void drain(app, { graceMs: 0, capMs: 5000 }).then(() => process.exit(0));
  onStopSignal(stop);
  stopWithSupervisor(stop);
});
