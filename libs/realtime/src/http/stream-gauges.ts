import { Inject, Injectable } from '@nestjs/common';
import { makeGauge, mirrorCounter, mirrorHistogram } from '#platform/metrics';
import { IntakeStatistics } from '../app/intake-statistics.js';
import { ObserveStream } from '../app/observe-stream.js';
import { LATENCY_BOUNDS_MS } from '../core/index.js';

/** The stream's figures on `/metrics`, read when scraped: the workers that make them are other processes. */
@Injectable()
export class StreamGauges {
  constructor(@Inject(ObserveStream) observe: ObserveStream, @Inject(IntakeStatistics) intake: IntakeStatistics) {
    mirrorCounter({ name: 'events_accepted_total', help: 'Events accepted by this process.', total: () => intake.accepted });
    mirrorCounter({ name: 'events_rejected_total', help: 'Events refused by this process.', total: () => intake.rejected });
    makeGauge({ name: 'events_lag', help: 'Events in the log that are not folded yet.', collect: async (gauge) => gauge.set(await observe.lag()) });
    mirrorHistogram({
      name: 'events_visible_latency_seconds',
      help: 'Time from acceptance to visible, all workers since they started.',
      bounds: LATENCY_BOUNDS_MS.map((bound) => bound / 1000),
      figures: () => observe.latencies(),
    });
  }
}
