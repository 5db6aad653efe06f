import { InjectQueue } from '@nestjs/bullmq';
import { randomUUID } from 'node:crypto';
import type { Queue } from 'bullmq';
import { ReportQueue } from '../../app/reports/order-report.js';
import type { ReportKey } from '../../app/reports/report.js';
import { REPORT_JOB } from './reports.job.js';

export class QueuedReports extends ReportQueue {
  constructor(@InjectQueue(REPORT_JOB.queue) private readonly queue: Queue<ReportKey>) {
    super();
  }

  async add({ userId, kind, firstDay }: ReportKey, reportId: string): Promise<string> {
    const { id } = await this.queue.add(REPORT_JOB.name, { userId, kind, firstDay }, { ...REPORT_JOB.options, deduplication: { id: reportId }, jobId: randomUUID() });
    return id as string;
  }
}
