import type { JobState, JobView } from '../app/jobs.js';
import { followJob } from './follow-job.js';

const view = (state: JobState, progress: number): JobView => ({ id: '7', type: 'training.train', state, progress, result: null, error: null, createdMs: 0, finishedMs: null });

/** Jobs that stand differently each time they are looked at, and in the end are as in the last view. */
function looking(...views: readonly (JobView | undefined)[]): { looks: number; find(): Promise<JobView | undefined> } {
  return {
    looks: 0,
    async find() {
      return views[Math.min(this.looks++, views.length - 1)];
    },
  };
}

async function seen(views: AsyncIterable<JobView>): Promise<string[]> {
  const all: string[] = [];
  for await (const { state, progress } of views) all.push(`${state} ${progress}`);
  return all;
}

const never = (): AbortSignal => new AbortController().signal;

describe('a job that is followed', () => {
  it.each(['completed', 'failed', 'cancelled'] as const)('is shown at once, when something changed and when it is %s', async (end) => {
    const jobs = looking(view('queued', 0), view('running', 0), view('running', 0), view('running', 40), view(end, 40), view('running', 99));
    expect(await seen(followJob(jobs, view('queued', 0), never(), 1))).toEqual(['queued 0', 'running 0', 'running 40', `${end} 40`]);
    expect(jobs.looks).toBe(5);
  });

  it('is shown once where it has ended', async () => {
    const jobs = looking(view('completed', 100));
    expect(await seen(followJob(jobs, view('completed', 100), never(), 1))).toEqual(['completed 100']);
    expect(jobs.looks).toBe(0);
  });

  it('is left when it is gone', async () => expect(await seen(followJob(looking(undefined), view('running', 3), never(), 1))).toEqual(['running 3']));

  it('is left when nobody listens any more', async () => {
    const leaving = new AbortController();
    const jobs = looking(view('running', 3));
    const views = seen(followJob(jobs, view('running', 3), leaving.signal, 3_600_000));
    leaving.abort();
    expect(await views).toEqual(['running 3']);
    expect(jobs.looks).toBe(0);
  });
});
