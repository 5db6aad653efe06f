import { randomUUID } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, statSync } from 'node:fs';
import { request as httpRequest, type ClientRequest } from 'node:http';
import { join } from 'node:path';
import {
  clientOf, folded, freePort, isAlive, kill, launch, livingProcesses, removeFolders, request, ROOT, startService, temporaryFolder, tokenFor, until,
  type Service,
} from '../support/index.mjs';

const NOBODY = 65_534;
const HALF_A_MINUTE = 30_000;
const LONG = 120_000;

/** Users with the calls that were acknowledged for them: no end of a service may lose one or count one twice. */
const acknowledged = new Map<string, number>();
let dataDir: string;
let port: number;
const started: Service[] = [];

function callsFor(userId: string, count: number): object[] {
  return Array.from({ length: count }, (_, index) => ({
    id: randomUUID(), type: 'call', userId, callerPhone: `+861380013${String(8000 + index)}`, outcome: 'answered', duration: 60, timestamp: '2026-03-02T10:00:00+08:00',
  }));
}

async function sendCalls(service: Service, userId: string, count: number): Promise<void> {
  expect(await clientOf(service, 'system').send(callsFor(userId, count))).toMatchObject({ status: 202, body: { accepted: count } });
  acknowledged.set(userId, count);
}

async function countedCalls(service: Service): Promise<Map<string, number>> {
  await folded(service);
  const system = clientOf(service, 'system');
  const entries = [...acknowledged.keys()].map(async (user): Promise<[string, number]> => [user, (await system.get(`/api/profiles/${user}`)).body.calls?.total]);
  return new Map(await Promise.all(entries));
}

/** Starts on the one folder of this file and sees that nothing acknowledged before is missing. */
async function startAgain(options: Parameters<typeof launch>[0] = {}): Promise<Service> {
  const service = await startService({ dataDir, port, ...options });
  started.push(service);
  expect(await countedCalls(service)).toEqual(acknowledged);
  return service;
}

/** A POST that is sent up to its middle. `finish` sends the rest and resolves with the status of the answer. */
async function halfSentCall(service: Service, userId: string): Promise<{ finish: () => Promise<number> }> {
  const body = JSON.stringify(callsFor(userId, 1));
  const headers = { authorization: `Bearer ${tokenFor(service, 'system')}`, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const sending: ClientRequest = httpRequest(`${service.origin}/api/realtime/events`, { method: 'POST', headers, agent: false });
  const answered = new Promise<number>((resolve, reject) => {
    sending.once('response', (response) => resolve(response.resume().statusCode!)).once('error', reject);
  });
  await new Promise<void>((resolve) => sending.write(body.slice(0, 40), () => resolve()));
  // The first half must have arrived before anything else happens.
  await request(service, 'GET', '/health/live');
  return { finish: () => (sending.end(body.slice(40)), answered) };
}

const readiness = (service: Service): Promise<number> => request(service, 'GET', '/health/ready').then(({ status }) => status, () => 0);

/** The first file of a new database is there, wherever below DATA_DIR it is made. */
function makesDatabase({ dataDir: folder }: Service): boolean {
  return readdirSync(folder).some((name) => existsSync(join(folder, name, 'PG_VERSION')));
}

function expectNothingLeft(service: Service): void {
  expect(service.processes()).toEqual([]);
  expect(existsSync(join(service.dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
}

/** SIGTERM to the started process alone: not ready first, then requests under way finish, then nothing is left. */
async function expectGentleEnd(service: Service): Promise<void> {
  await sendCalls(service, 'before-sigterm', 5);
  const underWay = await halfSentCall(service, 'during-sigterm');
  expect(await readiness(service)).toBe(200);

  kill(service.pid, 'SIGTERM');
  await until('readiness 503', HALF_A_MINUTE, async () => ((await readiness(service)) === 503 ? true : undefined));
  await until('the closed door', HALF_A_MINUTE, async () => ((await readiness(service)) === 0 ? true : undefined));
  expect(await underWay.finish()).toBe(202);
  acknowledged.set('during-sigterm', 1);

  expect(await service.end()).toEqual({ code: 0, signal: null });
  expectNothingLeft(service);
}

/** `folder` itself where `uid` may read it, else a copy of what runs (a clone in somebody's closed home). */
function readableBy(uid: number, folder: string): string {
  const probe = spawnSync(process.execPath, ['--version'], { cwd: '/', uid, gid: uid, stdio: 'ignore' }).status;
  if (probe !== 0) throw new Error(`${process.execPath} itself is closed to other users`);
  if (spawnSync('cat', [join(folder, 'package.json')], { uid, gid: uid, stdio: 'ignore', cwd: '/' }).status === 0) return folder;
  const copy = temporaryFolder(uid);
  // The service starts without the runtimes of models that are brought or trained, and they are half a gigabyte.
  const filter = (path: string): boolean => !/node_modules\/(?:@tensorflow|onnxruntime-node)$/.test(path);
  for (const part of ['package.json', 'dist', 'node_modules']) cpSync(join(folder, part), join(copy, part), { recursive: true, verbatimSymlinks: true, filter });
  return copy;
}

/** Where root may start it: the service of somebody who owns nothing of it. */
function ofOrdinaryUser(): Parameters<typeof launch>[0] {
  if (process.getuid?.() !== 0) return {};
  return { uid: NOBODY, cwd: readableBy(NOBODY, ROOT), command: [process.execPath, 'dist/apps/standalone/main.js'] };
}

/** Sentences for people stand there; everything else belongs into the structured log. The first stray line is enough to see. */
const strayLine = ({ stderr }: Service): string | undefined => stderr.split('\n').find((line) => !/^(?:profile-analytics: .*)?$/.test(line));

/** The user under which the service and its database run. */
const accountsOf = (service: Service): Set<number> =>
  new Set(livingProcesses().filter(({ pid }) => pid === service.postmaster || pid === service.pid).map(({ pid }) => statSync(`/proc/${pid}`).uid));

beforeAll(async () => {
  dataDir = temporaryFolder();
  port = await freePort();
});

// Every story ends its services; where one fails before, the next must find the folder and the port free.
afterEach(() => started.splice(0).forEach((service) => service.killAll()));

afterAll(removeFolders);

describe('the life of a service', () => {
  it('starts after kill -9 in the middle of making its database, and leaves one behind where only its supervisor is killed, which the next start takes care of', async () => {
    const cutOff = await launch({ dataDir, port });
    started.push(cutOff);
    await until('the database files', HALF_A_MINUTE, () => (makesDatabase(cutOff) ? true : undefined));
    cutOff.killAll();

    const service = await startAgain();
    await sendCalls(service, 'before-lone-kill', 3);
    const { postmaster } = service;
    const parts = [service.part('api')!, service.part('worker')!];
    expect(parts.map(isAlive)).toEqual([true, true]);

    kill(service.supervisor, 'SIGKILL');
    await until('the end of API and worker', HALF_A_MINUTE, () => (parts.some(isAlive) ? undefined : true));
    expect(isAlive(postmaster!)).toBe(true);

    const next = await startAgain();
    expect(isAlive(postmaster!)).toBe(false);
    expect(next.postmaster).not.toBe(postmaster);
    await sendCalls(next, 'before-kill-of-all', 2);
    next.killAll();
    expect(next.processes()).toEqual([]);
  }, LONG);

  it('starts again after kill -9 of everything, beside another one of an ordinary user that Ctrl-C to its whole process group ends, and ends on SIGTERM once it has answered all', async () => {
    const service = await startAgain();
    const other = await startService(ofOrdinaryUser());
    started.push(other);
    expect(accountsOf(other)).toEqual(process.getuid?.() === 0 ? new Set([NOBODY]) : accountsOf(service));
    await sendCalls(service, 'mine', 1);
    expect((await clientOf(other, 'system').get('/api/profiles/mine')).status).toBe(404);
    expect(await clientOf(other, 'system').send(callsFor('of-the-other', 2))).toMatchObject({ status: 202 });

    kill(-other.pid, 'SIGINT');
    expect(await other.end()).toEqual({ code: 0, signal: null });
    expectNothingLeft(other);
    expect(strayLine(other)).toBeUndefined();
    expect(await countedCalls(service)).toEqual(acknowledged);
    await expectGentleEnd(service);
  }, LONG);

  it('under npm start answers 503 while its database is away, goes on when it is back, and ends on SIGTERM to npm alone', async () => {
    const service = await startAgain({ command: ['npm', 'start'] });
    const system = clientOf(service, 'system');
    // Found by its database, so before that is gone.
    const { supervisor } = service;
    expect(supervisor).not.toBe(service.pid);
    // The supervisor sleeps, so that nobody starts the database again.
    kill(supervisor, 'SIGSTOP');
    kill(service.postmaster!, 'SIGKILL');
    await until('readiness 503', HALF_A_MINUTE, async () => ((await readiness(service)) === 503 ? true : undefined));
    const answers = await Promise.all([
      system.send(callsFor('while-away', 1)), system.get('/api/profiles/before-sigterm'), system.get('/api/profiles/caller/13800138000'),
      system.put('/api/profiles/before-sigterm/preferences', { language: 'en' }), clientOf(service, 'admin').get('/api/realtime/metrics'),
    ]);
    expect(answers.map(({ status, headers }) => [status, headers.has('retry-after')])).toEqual(answers.map(() => [503, true]));

    kill(supervisor, 'SIGCONT');
    await until('readiness 200', HALF_A_MINUTE, async () => ((await readiness(service)) === 200 ? true : undefined));
    await sendCalls(service, 'after-away', 2);
    expect(await countedCalls(service)).toEqual(acknowledged);
    expect(strayLine(service)).toBeUndefined();
    kill(service.pid, 'SIGTERM');
    await service.end();
    expectNothingLeft(service);
  }, LONG);

  const stages: [string, (service: Service) => boolean][] = [
    ['makes its database', makesDatabase],
    ['starts its database', ({ dataDir: folder }) => existsSync(join(folder, 'postgres', 'postmaster.opts'))],
    ['starts its parts', (service) => service.part('api') !== undefined],
  ];

  it.each(stages)('leaves nothing behind on SIGTERM while it %s for the first time', async (_what, isThere) => {
    const service = await launch();
    started.push(service);
    await until('the stage', HALF_A_MINUTE, () => (isThere(service) ? true : undefined));
    expect(await service.stop()).toEqual({ code: 0, signal: null });
    expect(service.stderr).toBe('');
    expectNothingLeft(service);
  }, LONG);
});
