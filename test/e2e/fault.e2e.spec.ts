import { spawn } from 'node:child_process';
import { ROOT } from '../support/index.mjs';

const KILLS = 4;

/** The short form of `npm run test:fault`. */
function runFaults(): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, ['scripts/fault.mjs', '--kills', String(KILLS), '--json'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
}

it(`loses nothing and counts nothing twice under ${KILLS} kills at random`, async () => {
  const { code, stdout, stderr } = await runFaults();
  // On failure, the seed and the kills are what one needs to see.
  expect([code, code === 0 ? '' : stderr]).toEqual([0, '']);
  const figures = JSON.parse(stdout) as Record<string, unknown> & { kills: Record<string, number>; acknowledged: number };
  expect(figures).toMatchObject({ lost: 0, duplicated: 0, unsent: 0, countedTwice: 0, uncounted: 0, inexact: 0, differing: 0, deadLetters: 0 });
  expect(Object.values(figures.kills).reduce((sum, count) => sum + count, 0)).toBe(KILLS);
  expect(figures.acknowledged).toBeGreaterThan(100);
}, 180_000);
