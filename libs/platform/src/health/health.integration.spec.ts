import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readConfig } from '#platform/config';
import { createHttpApp, DrainState } from '#platform/http';
import { Logger } from '#platform/logging';
import { HealthModule } from './health.module.js';
import type { ReadinessCheck } from './readiness-check.js';

const SECRET = 'a-secret-of-more-than-thirty-two-characters';

let app: NestFastifyApplication;
afterEach(() => app.close());

async function start(checks: readonly ReadinessCheck[]): Promise<void> {
  @Module({ imports: [HealthModule.forRoot({ imports: [], inject: [], useFactory: () => checks })] })
  class CheckedModule {}
  const { env, sections } = readConfig({}, {});
  const settings = { env, sections, secrets: { jwtSecret: SECRET, dataEncryptionKey: SECRET }, databaseUrl: '' };
  app = await createHttpApp(CheckedModule, { settings, logger: new Logger({ level: 'fatal', write: () => undefined }) });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
}

async function ask(path: string): Promise<{ readonly status: number; readonly body: { readonly status: string; readonly details?: Record<string, object> }; readonly text: string }> {
  const answer = await app.inject({ method: 'GET', url: path });
  return { status: answer.statusCode, body: answer.json(), text: answer.body };
}

const fine: ReadinessCheck = { name: 'database', check: () => Promise.resolve(undefined) };

describe('health', () => {
  it.each(['/health', '/health/ready'])('%s is good where every check is, without a token', async (path) => {
    await start([fine, { name: 'disk', check: () => Promise.resolve(undefined) }]);
    expect(await ask(path)).toMatchObject({ status: 200, body: { status: 'ok', details: { accepting: { status: 'up' }, database: { status: 'up' }, disk: { status: 'up' } } } });
  });

  it('says what is down, and why, and that the rest is up', async () => {
    await start([fine, { name: 'disk', check: () => Promise.resolve('less than 128 MiB are free') }]);
    const { status, body, text } = await ask('/health/ready');
    expect([status, body.details?.['database']]).toEqual([503, { status: 'up' }]);
    expect(text).toContain('less than 128 MiB are free');
  });

  it('never shows what a driver says: it may hold addresses', async () => {
    await start([{ name: 'database', check: () => Promise.reject(new Error('connect ECONNREFUSED 10.1.2.3:5432 password=geheim')) }]);
    const { status, text } = await ask('/health/ready');
    expect(status).toBe(503);
    expect(text).toContain('does not answer');
    expect(text).not.toMatch(/10\.1|geheim/);
  });

  it('does not wait for ever for what does not answer', async () => {
    await start([{ name: 'database', check: () => new Promise(() => undefined) }]);
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'Date', 'performance'] });
    try {
      const answer = ask('/health/ready');
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
      await jest.advanceTimersByTimeAsync(3000);
      expect(await answer).toMatchObject({ status: 503 });
    } finally {
      jest.useRealTimers();
    }
  });

  it('is not ready while stopping, but lives', async () => {
    await start([fine]);
    app.get(DrainState).begin();
    expect(await ask('/health/ready')).toMatchObject({ status: 503 });
    expect(await ask('/health/live')).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  it('lives whatever is down', async () => {
    await start([{ name: 'database', check: () => Promise.reject(new Error('away')) }]);
    expect((await ask('/health/live')).status).toBe(200);
  });
});
