import { Module, type DynamicModule } from '@nestjs/common';
import { PrometheusModule } from '@willsoto/nestjs-prometheus';
import { register } from 'prom-client';
import { MetricsController } from './metrics.controller.js';

@Module({})
export class MetricsModule {
  /** `/metrics`, with the process's own figures (event loop lag, heap, CPU). */
  static forRoot(): DynamicModule {
    // The registry is one per process and refuses the same default metrics twice.
    const enabled = register.getSingleMetric('process_cpu_seconds_total') === undefined;
    return {
      module: MetricsModule,
      imports: [PrometheusModule.register({ path: '/metrics', controller: MetricsController, defaultMetrics: { enabled } })],
    };
  }
}
