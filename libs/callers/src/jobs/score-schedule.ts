import { randomUUID } from 'node:crypto';
import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { Champions } from '#ml';
import { Logger } from '#platform/logging';
import { LOOK_PATTERN, SCORE_JOB, SCORE_PATTERN, type ScorePayload } from './score-callers.job.js';

const MODEL = 'spam_classifier';

/** Has all numbers scored every night, and whenever another version is asked about them. */
@Injectable()
export class ScoreSchedule implements OnApplicationBootstrap {
  constructor(
    @InjectQueue(SCORE_JOB.queue) private readonly queue: Queue<ScorePayload>,
    @Inject(Champions) private readonly champions: Champions,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.queue.upsertJobScheduler('nightly-caller-scores', { pattern: SCORE_PATTERN, tz: 'UTC' }, { name: SCORE_JOB.name, data: { always: true }, opts: SCORE_JOB.options });
    await this.queue.upsertJobScheduler('hourly-caller-scores', { pattern: LOOK_PATTERN, tz: 'UTC' }, { name: SCORE_JOB.name, data: { always: false }, opts: SCORE_JOB.options });
    this.champions.whenChanged((model) => {
      if (model === MODEL || model === '') void this.order();
    });
    await this.order();
  }

  private async order(): Promise<void> {
    try {
      await this.queue.add(SCORE_JOB.name, { always: false }, { ...SCORE_JOB.options, jobId: randomUUID() });
    } catch (error) {
      this.logger.warn('the scoring of all numbers could not be ordered', { reason: (error as Error).message });
    }
  }
}
