import { setTimeout as sleep } from 'node:timers/promises';
import type { Jobs, JobView } from '../app/jobs.js';

const POLL_MS = 500;

const hasEnded = ({ state }: JobView): boolean => state === 'completed' || state === 'failed' || state === 'cancelled';

/** False where `signal` ended the wait. */
function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  return sleep(ms, true, { signal }).catch(() => false);
}

/** A job as it stands and whenever its state or progress changed, up to its end, its disappearance or the end of `signal`. */
export async function* followJob(jobs: Pick<Jobs, 'find'>, first: JobView, signal: AbortSignal, pollMs = POLL_MS): AsyncGenerator<JobView> {
  let last = first;
  yield last;
  while (!hasEnded(last) && (await pause(pollMs, signal))) {
    const job = await jobs.find(first.id);
    if (job === undefined) return;
    if (job.state === last.state && job.progress === last.progress) continue;
    last = job;
    yield last;
  }
}
