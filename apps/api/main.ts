import 'reflect-metadata';
import { createHttpApp, drain, onStopSignal, setupOpenApi } from '#platform/http';
import { processSettings } from '#platform/config';
import { stopWithSupervisor, run } from '#platform/process';
import { ApiModule } from './api.module.js';
import { API_DESCRIPTION } from './api-description.js';
import { installQueueBoard, QUEUE_BOARD_PATH } from './queue-board.js';

await run(async () => {
  const settings = processSettings();
  const app = await createHttpApp(ApiModule, { settings, openPrefixes: [QUEUE_BOARD_PATH] });
  setupOpenApi(app, API_DESCRIPTION);
  await installQueueBoard(app);
  await app.listen({ port: settings.env.PORT, host: settings.env.HOST });
  process.send?.('ready');
  const stop = (): void => void drain(app).then(() => process.exit(0));
  onStopSignal(stop);
  stopWithSupervisor(stop);
});
