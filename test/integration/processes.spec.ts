import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { lockInstance } from '../../apps/standalone/instance-lock.js';

const ROOT = join(__dirname, '../..');
const LOADER = join(__dirname, 'source-loader.mjs');

let folder: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pas-processes-'));
});
afterEach(async () => {
  await Promise.all(children.splice(0).map(kill));
  rmSync(folder, { recursive: true });
});

/** Runs `code` as a process of its own; `source` in it imports a file of ours. Gives its first line. */
function run(code: string): { readonly child: ChildProcess; readonly said: Promise<string> } {
  const script = join(folder, `script-${children.length}.mjs`);
  writeFileSync(script, `const source = (path) => import('${pathToFileURL(ROOT).href}/' + path);\n${code}`);
  const child = spawn(process.execPath, ['--import', LOADER, script], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let output = '';
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const said = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('\n')) resolve(output.split('\n')[0] as string);
    });
    child.once('exit', () => reject(new Error(`it said nothing: ${complaint}`)));
  });
  return { child, said };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGKILL');
  });
}

describe('the lock of a data folder', () => {
  const HOLD = (path: string): string => `
    const { lockInstance } = await source('apps/standalone/instance-lock.ts');
    await lockInstance(${JSON.stringify(path)}).then(() => console.log('held'), (error) => console.log(error.code));
    setInterval(() => undefined, 1000);`;

  it('is held by one process, by whatever path it is reached, and free when that is killed', async () => {
    const data = join(folder, 'data');
    mkdirSync(data);
    symlinkSync(data, join(folder, 'link'));
    const holder = run(HOLD(data));
    expect(await holder.said).toBe('held');
    expect(await run(HOLD(data)).said).toBe('instance_running');
    expect(await run(HOLD(join(folder, 'link'))).said).toBe('instance_running');
    await expect(lockInstance(data)).rejects.toMatchObject({ code: 'instance_running', kind: 'conflict', detail: expect.stringContaining(data) as string });
    await kill(holder.child);
    expect(await run(HOLD(data)).said).toBe('held');
  });

  it('keeps no other folder', async () => {
    const [first, second] = [join(folder, 'a'), join(folder, 'b')];
    mkdirSync(first);
    mkdirSync(second);
    expect(await Promise.all([run(HOLD(first)).said, run(HOLD(second)).said])).toEqual(['held', 'held']);
  });
});

describe('secrets that several processes make at once', () => {
  it('are the same for all', async () => {
    const environment = { NODE_ENV: 'development', DATA_DIR: join(folder, 'data') };
    // All wait for the same moment, so that they really meet.
    const startAt = Date.now() + 1500;
    const code = `
      const { loadSecrets } = await source('libs/platform/src/config/secrets.ts');
      while (Date.now() < ${startAt});
      console.log(JSON.stringify(loadSecrets(${JSON.stringify(environment)})));`;
    const all = await Promise.all(Array.from({ length: 4 }, () => run(code).said));
    const kept = { jwtSecret: readFileSync(join(folder, 'data/secrets/jwt-secret'), 'utf8'), dataEncryptionKey: readFileSync(join(folder, 'data/secrets/data-encryption-key'), 'utf8') };
    expect(all.map((said) => JSON.parse(said) as unknown)).toEqual([kept, kept, kept, kept]);
  });
});
