import { InjectQueue, Processor } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { UnrecoverableError, type Job, type Queue } from 'bullmq';
import { AppError } from '#kernel';
import { Logger } from '#platform/logging';
import { CANCELLED, endable, JobWorker } from '#platform/queues';
import { MakeDueReports } from '../../app/reports/make-due-reports.js';
import { MakeReport } from '../../app/reports/make-report.js';
import type { ReportKey } from '../../app/reports/report.js';
import { DUE_REPORTS_JOB, REPORT_JOB } from './reports.job.js';

/** Two at once: who orders one does not wait for all that are due. */
@Processor(REPORT_JOB.queue, { concurrency: 2 })
export class ReportsProcessor extends JobWorker {
  constructor(
    @Inject(MakeReport) private readonly make: MakeReport,
    @Inject(MakeDueReports) private readonly makeDue: MakeDueReports,
    @InjectQueue(REPORT_JOB.queue) private readonly queue: Queue,
    @Inject(Logger) protected readonly logger: Logger,
  ) {
    super();
  }

  override async process(job: Job): Promise<object> {
    return job.name === DUE_REPORTS_JOB.name ? this.due() : this.ordered(job as Job<ReportKey>);
  }

  private async ordered(job: Job<ReportKey>): Promise<object> {
    const report = await endable(this.queue, job, () => this.make.execute(job.data, true)).catch((error: unknown) => {
      throw error instanceof AppError && error.code === CANCELLED ? new UnrecoverableError(error.message) : error;
    });
    await job.updateProgress(100);
    return { report };
  }

  private async due(): Promise<object> {
    const done = await this.makeDue.execute((error) => this.logger.warn('a report could not be made', { reason: error instanceof Error ? error.message : String(error) }));
    this.logger.info('due reports are made', { ...done });
    return done;
  }
}
