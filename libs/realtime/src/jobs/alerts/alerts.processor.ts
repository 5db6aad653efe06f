import { Processor } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { DAY_MS, Clock } from '#kernel';
import { Settings } from '#platform/config';
import { Logger } from '#platform/logging';
import { JobWorker } from '#platform/queues';
import { EvaluateRules } from '../../app/alerts/evaluate-rules.js';
import { SampleGauges } from '../../app/alerts/gauges.js';
import { Incidents } from '../../app/alerts/incidents.js';
import { LiveOutbox } from '../../app/live/live-stream.js';
import { ALERTS_JOB } from './alerts.job.js';

/** So long the stream can be taken up again. */
const STREAM_KEPT_MS = DAY_MS;

@Processor(ALERTS_JOB.queue, { concurrency: 1 })
export class AlertsProcessor extends JobWorker {
  @Inject(Settings) private readonly settings!: Settings;

  constructor(
    @Inject(SampleGauges) private readonly gauges: SampleGauges,
    @Inject(EvaluateRules) private readonly evaluate: EvaluateRules,
    @Inject(Incidents) private readonly incidents: Incidents,
    @Inject(LiveOutbox) private readonly outbox: LiveOutbox,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Logger) protected readonly logger: Logger,
  ) {
    super();
  }

  override async process(): Promise<object> {
    await this.gauges.execute();
    const report = await this.evaluate.execute();
    const silent = await this.incidents.endSilent();
    // Also where no API runs that would: what has no place is never forgotten.
    await this.outbox.number();
    const nowMs = this.clock.now();
    const forgotten = await this.outbox.forget(nowMs - STREAM_KEPT_MS);
    const removed = await this.incidents.forget(nowMs - this.settings.env.INCIDENT_RETENTION_DAYS * DAY_MS);
    return { ...report, silent, forgotten, removed };
  }
}
