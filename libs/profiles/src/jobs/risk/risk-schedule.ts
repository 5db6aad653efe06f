import { InjectQueue } from '@nestjs/bullmq';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { RISK_SPREAD_JOB, RISK_SPREAD_PATTERN, THREATS_EVERY_MS, THREATS_JOB } from './risk.jobs.js';

/** Has threats looked at every minute, and the spread of risk measured every hour. */
@Injectable()
export class RiskSchedule implements OnApplicationBootstrap {
  constructor(
    @InjectQueue(THREATS_JOB.queue) private readonly threats: Queue,
    @InjectQueue(RISK_SPREAD_JOB.queue) private readonly spread: Queue,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.threats.upsertJobScheduler('threats', { every: THREATS_EVERY_MS }, { name: THREATS_JOB.name, opts: THREATS_JOB.options });
    await this.spread.upsertJobScheduler('hourly-risk', { pattern: RISK_SPREAD_PATTERN, tz: 'UTC' }, { name: RISK_SPREAD_JOB.name, opts: RISK_SPREAD_JOB.options });
  }
}
