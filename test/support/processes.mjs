import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 20;

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function describe(pid) {
  const stat = read(`/proc/${pid}/stat`);
  // The name stands in brackets and may itself hold brackets and blanks.
  const [state, ppid, pgid] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (ppid === undefined || state === 'Z' || state === 'X') return [];
  return [{ pid, ppid: Number(ppid), pgid: Number(pgid), command: read(`/proc/${pid}/cmdline`).split('\0').join(' ').trim() }];
}

/** Every living process that /proc shows; zombies are dead. */
export function livingProcesses() {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => describe(Number(name)));
}

/** Children of `pid`, theirs, and so on. */
export function descendantsOf(pid) {
  const all = livingProcesses();
  const found = [];
  for (let parents = new Set([pid]); parents.size > 0; ) {
    const children = all.filter(({ ppid }) => parents.has(ppid));
    found.push(...children);
    parents = new Set(children.map((child) => child.pid));
  }
  return found;
}

function worksIn(pid, folder) {
  if (read(`/proc/${pid}/environ`).split('\0').includes(`DATA_DIR=${folder}`)) return true;
  try {
    return `${readlinkSync(`/proc/${pid}/cwd`)}/`.startsWith(join(folder, '/'));
  } catch {
    return false;
  }
}

/** Processes that were started with this DATA_DIR or work inside it, whoever their parents are now. */
export function processesOn(dataDir) {
  return livingProcesses().filter(({ pid }) => pid !== process.pid && worksIn(pid, dataDir));
}

export function isAlive(pid) {
  return describe(pid).length > 0;
}

/** False where the process was gone already. */
export function kill(pid, signal) {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    if (error.code === 'ESRCH') return false;
    throw error;
  }
}

/** Resolves with the first answer of `ask` that is not undefined. Throws after `longestMs`, saying what it waited for. */
export async function until(what, longestMs, ask) {
  const deadline = performance.now() + longestMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > deadline) throw new Error(`${what} did not happen within ${longestMs} ms`);
    await sleep(POLL_MS);
  }
}
