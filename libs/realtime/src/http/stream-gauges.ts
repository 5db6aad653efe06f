import { Inject, Injectable } from '@nestjs/common';
import { makeGauge } from '#platform/metrics';
import { IntakeStatistics } from '../app/intake-statistics.js';
import { ObserveStream } from '../app/observe-stream.js';
import { LATENCY_BOUNDS_MS } from '../core/index.js';

const EVERY_NTH_BOUND = 7;

/** The stream's figures on `/metrics`, read when scraped: the workers that make them are other processes. */
@Injectable()
export class StreamGauges {
  constructor(@Inject(ObserveStream) observe: ObserveStream, @Inject(IntakeStatistics) intake: IntakeStatistics) {
    makeGauge({
      name: 'events_accepted_total', help: 'Events accepted by this process.', collect: (gauge) => gauge.set(intake.accepted),
    });
    makeGauge({
      name: 'events_rejected_total', help: 'Events refused by this process.', collect: (gauge) => gauge.set(intake.rejected),
    });
    makeGauge({
      name: 'events_lag', help: 'Events in the log that are not folded yet.', collect: async (gauge) => gauge.set(await observe.lag()),
    });
    makeGauge({
      name: 'events_visible_latency_milliseconds_bucket', help: 'Events by time from acceptance to visible, cumulative, all workers.', labels: ['le'],
      collect: async (gauge) => {
        let seen = 0;
        for (const [bucket, count] of (await observe.latencyCounts()).entries()) {
          seen += count;
          const bound = LATENCY_BOUNDS_MS[bucket];
          if (bound === undefined || bucket % EVERY_NTH_BOUND === 0) gauge.set({ le: bound === undefined ? '+Inf' : bound.toFixed(1) }, seen);
        }
      },
    });
  }
}
