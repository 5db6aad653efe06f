import type { Job, Queue } from 'bullmq';
import { AppError } from '#kernel';

const LOOK_MS = 500;

/** The code that a job ends with which somebody asked to end. */
export const CANCELLED = 'job_cancelled';

/** What stands in the data of such a job. */
export interface Cancellable {
  readonly cancelledBy?: string;
}

/** Runs `work`, and aborts its signal within a second of somebody asking for the job's end. */
export async function endable<T>(queue: Queue, job: Pick<Job, 'id'>, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const end = new AbortController();
  const look = async (): Promise<void> => {
    const found = (await queue.getJob(String(job.id)).catch(() => undefined)) as Job<Cancellable> | undefined;
    if (found?.data.cancelledBy !== undefined) end.abort(new AppError(CANCELLED, 'conflict', 'the job was cancelled'));
  };
  const looking = setInterval(() => void look(), LOOK_MS);
  try {
    await look();
    end.signal.throwIfAborted();
    return await work(end.signal);
  } finally {
    clearInterval(looking);
  }
}
