import { setTimeout as sleep } from 'node:timers/promises';
import { getQueueToken } from '@nestjs/bullmq';
import type { INestApplicationContext } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { makeGauge } from '#platform/metrics';

const PATIENCE_MS = 1000;
const STATES = ['waiting', 'active', 'delayed', 'failed'] as const;

/** `queue_jobs` on `/metrics`: jobs by queue and state, counted when scraped. */
export function watchQueues(app: INestApplicationContext, names: readonly string[]): void {
  makeGauge({
    name: 'queue_jobs',
    help: 'Jobs by queue and state.',
    labels: ['queue', 'state'],
    collect: async (gauge) => {
      for (const name of names) {
        // A queue that does not answer must not keep all other figures from being scraped.
        const counts = await Promise.race([app.get<Queue>(getQueueToken(name), { strict: false }).getJobCounts(...STATES), sleep(PATIENCE_MS, undefined, { ref: false })]);
        if (counts === undefined) continue;
        for (const state of STATES) gauge.set({ queue: name, state }, counts[state] ?? 0);
      }
    },
  });
}
