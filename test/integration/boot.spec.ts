import { bearer, bootApi, bootWorker, settingsFor, type BootedApp } from './booted-app.fixture.js';
import { TestServer, type TestDatabase } from './postgres.fixture.js';

let server: TestServer;
let db: TestDatabase;
const running: BootedApp[] = [];

beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  db = await server.migrated();
});
afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
});

const started = async (booting: Promise<BootedApp>): Promise<BootedApp> => {
  const app = await booting;
  running.push(app);
  return app;
};
const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
};

/** What keeps this process alive, timers of the test runner aside. */
const handles = (): number => process.getActiveResourcesInfo().filter((kind) => /Pipe|TCP|Timeout|Immediate/.test(kind)).length;
const connections = async (): Promise<number> => (await db.query('SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()')).length;

describe('the API', () => {
  it('boots, lives, and is not ready while no worker is there', async () => {
    const api = await started(bootApi(settingsFor(db.url)));
    expect((await fetch(`${api.origin}/health/live`)).status).toBe(200);
    const ready = await fetch(`${api.origin}/health/ready`);
    const { details } = (await ready.json()) as { details: Record<string, { status: string }> };
    expect(ready.status).toBe(503);
    expect(Object.fromEntries(Object.entries(details).map(([name, { status }]) => [name, status]))).toEqual({ accepting: 'up', database: 'up', log: 'up', queue: 'up', worker: 'down', disk: 'up' });
  });

  it('keeps its routes for those who have a token', async () => {
    const api = await started(bootApi(settingsFor(db.url)));
    const routes = [
      'GET /api/profiles/u-1', 'GET /api/profiles/caller/%2B8613800138000', 'POST /api/realtime/events', 'GET /api/realtime/metrics', 'GET /api/realtime/processors',
      'GET /api/realtime/dead-letters', 'GET /api/admin/queues', 'GET /api/v1/profiles/u-1',
    ];
    for (const route of routes) {
      const [method = '', path = ''] = route.split(' ');
      expect([route, (await fetch(`${api.origin}${path}`, { method })).status]).toEqual([route, 401]);
    }
  });
});

describe('both processes', () => {
  const event = { userId: 'u-1', timestamp: new Date().toISOString(), callerPhone: '+8613800138000', outcome: 'answered', duration: 42 };

  it('take an event and show it, and neither logs its number', async () => {
    const [api, worker] = [await started(bootApi(settingsFor(db.url))), await started(bootWorker(settingsFor(db.url)))];
    const sent = await fetch(`${api.origin}/api/realtime/events`, { method: 'POST', headers: { ...(await bearer('system')), 'content-type': 'application/json' }, body: JSON.stringify(event) });
    expect([sent.status, await sent.json()]).toEqual([202, { accepted: 1, rejected: [] }]);
    const profile = async (): Promise<Response> => fetch(`${api.origin}/api/profiles/u-1`, { headers: await bearer('user') });
    await until(async () => (await profile()).status === 200);
    expect(await (await profile()).json()).toMatchObject({ userId: 'u-1', calls: { total: 1, answered: 1 }, averageDurationSeconds: 42 });
    await until(async () => (await fetch(`${api.origin}/health/ready`)).status === 200);
    expect([...api.lines, ...worker.lines].join('')).not.toContain('13800138000');
  });

  it('fold nothing with ENABLE_REALTIME=false, say so, and go on taking events', async () => {
    const variables = { ENABLE_REALTIME: 'false' };
    const [api, worker] = [await started(bootApi(settingsFor(db.url, variables))), await started(bootWorker(settingsFor(db.url, variables)))];
    expect(worker.lines.join('')).toContain('ENABLE_REALTIME is false');
    const sent = await fetch(`${api.origin}/api/realtime/events`, { method: 'POST', headers: { ...(await bearer('system')), 'content-type': 'application/json' }, body: JSON.stringify(event) });
    expect(sent.status).toBe(202);
    const metrics = await (await fetch(`${api.origin}/api/realtime/metrics`, { headers: await bearer('admin') })).json();
    expect(metrics).toMatchObject({ enabled: false, accepted: 1, lag: 1 });
  });

  it('leave nothing open when they stop', async () => {
    expect(await connections()).toBeLessThanOrEqual(2);
    const before = handles();
    const apps = [await bootApi(settingsFor(db.url)), await bootWorker(settingsFor(db.url))];
    expect(await connections()).toBeGreaterThan(2);
    for (const app of apps) await app.stop();
    await until(() => handles() <= before);
    await until(async () => (await connections()) <= 2);
    expect(apps.flatMap(({ lines }) => lines).filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([]);
  });

  it.each([['the API', bootApi], ['the worker', bootWorker]])('do not start with a key that is not the one of the data: %s', async (_name, bootApp) => {
    await (await bootWorker(settingsFor(db.url))).stop();
    const settings = { ...settingsFor(db.url), secrets: { jwtSecret: 'x'.repeat(32), dataEncryptionKey: 'another key of more than 32 characters' } };
    await expect(bootApp(settings)).rejects.toMatchObject({ code: 'encryption_key_wrong' });
  });
});
