import { randomUUID } from 'node:crypto';
import type { Job, Queue } from 'bullmq';
import { AppError } from '#kernel';
import { TrainingJobs, type JobState, type JobView, type TrainingOrder } from '../app/training-jobs.js';
import { CANCELLED, TRAIN_JOB, type TrainPayload } from './train.job.js';

const STATES: Readonly<Record<string, JobState>> = { active: 'running', completed: 'completed', failed: 'failed' };
/** How the queue puts it. */
export const STALLED = /stalled more than/;
const CODED = /^([a-z][a-z_]*): (.*)$/s;

/** What went wrong, where it carries a code of ours; anything else stays inside. */
function errorOf(reason: string | undefined): JobView['error'] {
  if (reason === undefined || reason === '') return null;
  if (STALLED.test(reason)) return { code: 'job_worker_lost', detail: 'the workers that had the job ended in the middle of it, too often to try again' };
  const [, code, detail] = CODED.exec(reason) ?? [];
  return code === undefined || detail === undefined ? { code: 'job_failed', detail: 'the job failed' } : { code, detail };
}

function viewOf(job: Job<TrainPayload>, found: JobState): JobView {
  const state = job.data.cancelledBy !== undefined && found !== 'completed' && found !== 'running' ? 'cancelled' : found;
  const ended = found === 'completed' || found === 'failed';
  return {
    id: String(job.id), type: `${TRAIN_JOB.queue}.${job.name}`, state,
    progress: typeof job.progress === 'number' ? job.progress : 0,
    result: found === 'completed' ? (job.returnvalue as unknown) : null,
    error: state === 'cancelled' ? { code: CANCELLED, detail: 'the job was cancelled' } : found === 'failed' ? errorOf(job.failedReason) : null,
    createdMs: job.timestamp, finishedMs: ended ? (job.finishedOn ?? null) : null,
  };
}

/** Training jobs in BullMQ. */
export class BullTrainingJobs extends TrainingJobs {
  constructor(private readonly queue: Queue<TrainPayload>) {
    super();
  }

  /** Never the queue's own count: that begins anew with another store, while versions remember the jobs that made them. */
  async submit(order: TrainingOrder, id: string = randomUUID()): Promise<string> {
    const job = await this.queue.add(TRAIN_JOB.name, order, { ...TRAIN_JOB.options, jobId: id });
    return String(job.id);
  }

  async list(offset: number, limit: number): Promise<readonly JobView[]> {
    const jobs = await this.queue.getJobs(['waiting', 'active', 'delayed', 'prioritized', 'completed', 'failed'], 0, -1, false);
    const newest = jobs.filter(Boolean).sort((left, right) => right.timestamp - left.timestamp || (String(right.id) < String(left.id) ? -1 : 1));
    return Promise.all(newest.slice(offset, offset + limit).map((job) => this.look(job)));
  }

  async find(id: string): Promise<JobView | undefined> {
    const job = await this.queue.getJob(id);
    return job && this.look(job);
  }

  async cancel(id: string): Promise<JobView | undefined> {
    const job: Job<TrainPayload> | undefined = await this.queue.getJob(id);
    if (job === undefined) return undefined;
    const view = await this.look(job);
    if (view.finishedMs !== null) throw new AppError('job_ended', 'conflict', 'the job has ended already');
    await job.updateData({ ...job.data, cancelledBy: 'request' });
    return this.look(job);
  }

  /** A job that ends while it is looked at has a result only in what is read after its state. */
  private async look(job: Job<TrainPayload>): Promise<JobView> {
    const state = STATES[await job.getState()] ?? 'queued';
    const ended = state === 'completed' || state === 'failed' ? await this.queue.getJob(String(job.id)) : undefined;
    return viewOf(ended ?? job, state);
  }
}
