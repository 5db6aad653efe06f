import type { Job, Queue } from 'bullmq';
import { AppError } from '#kernel';
import { CANCELLED, type Cancellable } from '#platform/queues';
import { Jobs, type JobState, type JobView } from '../app/jobs.js';

const STATES: Readonly<Record<string, JobState>> = { active: 'running', completed: 'completed', failed: 'failed' };
/** How the queue puts it. */
export const STALLED = /stalled more than/;
const CODED = /^([a-z][a-z_]*): (.*)$/s;

type AnyJob = Job<Cancellable>;

interface Found {
  readonly job: AnyJob;
  readonly queue: Queue;
}

/** What went wrong, where it carries a code of ours; anything else stays inside. */
function errorOf(reason: string | undefined): JobView['error'] {
  if (reason === undefined || reason === '') return null;
  if (STALLED.test(reason)) return { code: 'job_worker_lost', detail: 'the workers that had the job ended in the middle of it, too often to try again' };
  const [, code, detail] = CODED.exec(reason) ?? [];
  return code === undefined || detail === undefined ? { code: 'job_failed', detail: 'the job failed' } : { code, detail };
}

function viewOf(job: AnyJob, found: JobState): JobView {
  const state = job.data.cancelledBy !== undefined && found !== 'completed' && found !== 'running' ? 'cancelled' : found;
  const ended = found === 'completed' || found === 'failed';
  return {
    id: String(job.id), type: `${job.queueName}.${job.name}`, state,
    progress: typeof job.progress === 'number' ? job.progress : 0,
    result: found === 'completed' ? (job.returnvalue as unknown) : null,
    error: state === 'cancelled' ? { code: CANCELLED, detail: 'the job was cancelled' } : found === 'failed' ? errorOf(job.failedReason) : null,
    createdMs: job.timestamp, finishedMs: ended ? (job.finishedOn ?? null) : null,
  };
}

/** A kind of job, and the queue it stands in. */
export interface KindOfJob {
  readonly name: string;
  readonly queue: Queue;
}

/** Jobs in BullMQ. Ids tell them apart across queues: whoever starts one gives it a UUID. */
export class BullJobs extends Jobs {
  constructor(private readonly kinds: readonly KindOfJob[]) {
    super();
  }

  async list(offset: number, limit: number): Promise<readonly JobView[]> {
    const jobs = await Promise.all(this.kinds.map((kind) => jobsOf(kind)));
    const newest = jobs.flat().sort(({ job: left }, { job: right }) => right.timestamp - left.timestamp || (String(right.id) < String(left.id) ? -1 : 1));
    return Promise.all(newest.slice(offset, offset + limit).map(look));
  }

  async find(id: string): Promise<JobView | undefined> {
    const found = await this.found(id);
    return found && look(found);
  }

  async cancel(id: string): Promise<JobView | undefined> {
    const found = await this.found(id);
    if (found === undefined) return undefined;
    const view = await look(found);
    if (view.finishedMs !== null) throw new AppError('job_ended', 'conflict', 'the job has ended already');
    await found.job.updateData({ ...found.job.data, cancelledBy: 'request' });
    return look(found);
  }

  private async found(id: string): Promise<Found | undefined> {
    const found = await Promise.all(this.kinds.map(async ({ queue, name }) => foundIn(queue, name, [(await queue.getJob(id)) as AnyJob | undefined])));
    return found.flat()[0];
  }
}

/** A job that the schedule will run at its next hour is nobody's yet. */
function isPlanned({ repeatJobKey, processedOn, finishedOn }: AnyJob): boolean {
  return repeatJobKey !== undefined && processedOn === undefined && finishedOn === undefined;
}

function foundIn(queue: Queue, name: string, jobs: readonly (AnyJob | undefined)[]): Found[] {
  return jobs.flatMap((job) => (job === undefined || job.name !== name || isPlanned(job) ? [] : [{ job, queue }]));
}

async function jobsOf({ queue, name }: KindOfJob): Promise<Found[]> {
  const jobs = (await queue.getJobs(['waiting', 'active', 'delayed', 'prioritized', 'completed', 'failed'], 0, -1, false)) as (AnyJob | undefined)[];
  return foundIn(queue, name, jobs);
}

/** A job that ends while it is looked at has a result only in what is read after its state. */
async function look({ job, queue }: Found): Promise<JobView> {
  const state = STATES[await job.getState()] ?? 'queued';
  const ended = state === 'completed' || state === 'failed' ? await queue.getJob(String(job.id)) : undefined;
  return viewOf((ended as AnyJob | undefined) ?? job, state);
}
