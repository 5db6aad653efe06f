export { requestObserver } from './http-metrics.js';
export { makeCounter, makeGauge, makeHistogram, mirrorCounter, samplesOf, type GaugeSpec, type HistogramSpec, type MetricSpec } from './metric.js';
export { mirrorHistogram, type HistogramFigures } from './mirrored-histogram.js';
export { MetricsModule } from './metrics.module.js';
