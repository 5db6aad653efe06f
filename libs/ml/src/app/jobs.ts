export type JobState = 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';

export interface JobView {
  readonly id: string;
  readonly type: string;
  readonly state: JobState;
  readonly progress: number;
  readonly result: unknown;
  readonly error: { readonly code: string; readonly detail: string } | null;
  readonly createdMs: number;
  readonly finishedMs: number | null;
}

/** The jobs that people start, whatever their queue. */
export abstract class Jobs {
  /** Newest first. */
  abstract list(offset: number, limit: number): Promise<readonly JobView[]>;
  abstract find(id: string): Promise<JobView | undefined>;
  /** Asks a job that has not ended to end; undefined where there is none of that id. @throws AppError `job_ended` */
  abstract cancel(id: string): Promise<JobView | undefined>;
}
