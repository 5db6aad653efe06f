import { existsSync, readFileSync } from 'node:fs';
import { descendantsOf } from '../../support/processes.mjs';

// Linux reports times in hundredths of a second on every machine (USER_HZ).
const TICKS_PER_SECOND = 100;
const HAS_PROC = existsSync('/proc/self/stat');

const KINDS = [
  ['api', /apps\/api\/main\.js/],
  ['worker', /apps\/worker\/main\.js/],
  ['postgres', /postgres/],
];

/** Fields of /proc/<pid>/stat after the name: index 11 is utime, 12 stime, 13 and 14 those of reaped children, 19 the start. */
function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ').map(Number);
  } catch {
    return undefined;
  }
}

function ticksOf(pid) {
  const stat = statOf(pid);
  return stat === undefined ? 0 : stat[11] + stat[12] + stat[13] + stat[14];
}

/** Pids below the supervisor by what they are; empty where there is no /proc. */
export function partsOf(supervisor) {
  if (!HAS_PROC) return {};
  const parts = { supervisor: [supervisor] };
  for (const { pid, command } of descendantsOf(supervisor)) {
    const kind = KINDS.find(([, pattern]) => pattern.test(command))?.[0] ?? 'other';
    (parts[kind] ??= []).push(pid);
  }
  return parts;
}

/** How long a process has lived, to within 10 ms; null where that cannot be told. */
export function millisecondsAlive(pid) {
  const stat = pid === undefined ? undefined : statOf(pid);
  if (stat === undefined) return null;
  const uptimeSeconds = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]);
  return Math.round(1000 * (uptimeSeconds - stat[19] / TICKS_PER_SECOND));
}

function machineTicks() {
  const [user, nice, system, , , irq, softirq, steal] = readFileSync('/proc/stat', 'utf8').split('\n', 1)[0].trim().split(/\s+/).slice(1).map(Number);
  return user + nice + system + irq + softirq + steal;
}

function ticksByKind({ supervisor, load }) {
  const parts = { ...partsOf(supervisor), load: [load], benchmark: [process.pid] };
  const kinds = Object.entries(parts).map(([kind, pids]) => [kind, pids.reduce((sum, pid) => sum + ticksOf(pid), 0)]);
  return { ...Object.fromEntries(kinds), machine: machineTicks() };
}

/**
 * Runs `work` and returns its result with the CPU seconds each kind of process used meanwhile. `others` is what the
 * machine did beside (other programs, the kernel's own threads, stolen time): far from zero, the figures are disturbed.
 */
export async function withCpu(pids, work) {
  if (!HAS_PROC) return { result: await work(), cpuSeconds: null };
  const before = ticksByKind(pids);
  const result = await work();
  const after = ticksByKind(pids);
  const spent = Object.entries(after).map(([kind, ticks]) => [kind, (ticks - (before[kind] ?? 0)) / TICKS_PER_SECOND]);
  const { machine, ...cpuSeconds } = Object.fromEntries(spent);
  const ours = Object.values(cpuSeconds).reduce((sum, seconds) => sum + seconds, 0);
  return { result, cpuSeconds: { ...cpuSeconds, others: Math.round(100 * Math.max(0, machine - ours)) / 100 } };
}
