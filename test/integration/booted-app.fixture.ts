import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { signToken, type TokenSpec } from '#platform/auth';
import { readConfig, type Settings } from '#platform/config';
import { createHttpApp, drain, setupOpenApi } from '#platform/http';
import { Logger } from '#platform/logging';
import { API_DESCRIPTION } from '../../apps/api/api-description.js';
import { ApiModule } from '../../apps/api/api.module.js';
import { installQueueBoard } from '../../apps/api/queue-board.js';
import { WorkerModule } from '../../apps/worker/worker.module.js';

const SECRET = 'a-secret-of-more-than-thirty-two-characters';

export function settingsFor(databaseUrl: string, variables: Readonly<Record<string, string>> = {}): Settings {
  const { env, sections } = readConfig({ DATA_DIR: '/tmp', RATE_LIMIT_MAX: '100000', ...variables }, { realtimeProcessor: { flushInterval: 1000 } });
  return { env, sections, secrets: { jwtSecret: SECRET, dataEncryptionKey: SECRET }, databaseUrl };
}

export interface BootedApp {
  readonly app: NestFastifyApplication;
  readonly origin: string;
  /** What it logged, a JSON line each. */
  readonly lines: readonly string[];
  stop(): Promise<void>;
}

async function boot(module: Type, settings: Settings, prepare: (app: NestFastifyApplication) => Promise<void>): Promise<BootedApp> {
  const lines: string[] = [];
  const logger = new Logger({ level: 'info', write: (line) => lines.push(line) });
  const app = await createHttpApp(module, { settings, logger });
  try {
    await prepare(app);
    await app.listen({ port: 0, host: '127.0.0.1' });
  } catch (error) {
    // A process would end here; a test goes on.
    await app.close();
    throw error;
  }
  return { app, lines, origin: await app.getUrl(), stop: () => drain(app, { graceMs: 0, capMs: 2000 }) };
}

/** The API as its process starts it, on a free port. */
export function bootApi(settings: Settings): Promise<BootedApp> {
  return boot(ApiModule, settings, async (app) => {
    setupOpenApi(app, API_DESCRIPTION);
    await installQueueBoard(app);
  });
}

/** The worker as its process starts it, with its probe on a free port. */
export function bootWorker(settings: Settings): Promise<BootedApp> {
  return boot(WorkerModule, settings, () => Promise.resolve());
}

export async function bearer(role: TokenSpec['role'], subject = 'u-1', expiresInSeconds = 600): Promise<{ authorization: string }> {
  const token = await signToken({ secret: SECRET, issuer: 'ai-answer-ninja', audience: 'ai-answer-ninja-users', subject, role, expiresInSeconds });
  return { authorization: `Bearer ${token}` };
}
