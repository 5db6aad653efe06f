export { requestObserver } from './http-metrics.js';
export { makeCounter, makeGauge, makeHistogram, type GaugeSpec, type HistogramSpec, type MetricSpec } from './metric.js';
export { MetricsModule } from './metrics.module.js';
