export { Trends1763802010000 } from './1763802010000-trends.js';
export { Monitors1763802100000 } from './1763802100000-monitors.js';
export { ForecastEvaluation1763802300000 } from './1763802300000-forecast-evaluation.js';
export { AlertUsefulness1763802800000 } from './1763802800000-alert-usefulness.js';
export { PlatformMetrics1763804110000 } from './1763804110000-platform-metrics.js';
export { ThinnedMetrics1763804730000 } from './1763804730000-thinned-metrics.js';
