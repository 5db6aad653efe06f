export * from './vocabulary.js';
export type * from './wire-event.js';
export { instantFault, parseInstant } from './instant.js';
export { addLatencies, countLatency, emptyLatencies, LATENCY_BOUNDS_MS, latencyQuantile } from './latency-histogram.js';
export * from './stored-event.js';
export { unsafeText } from './unsafe-text.js';
export { weeksAround, type Week } from './weeks.js';
export { latestLabels, type UserLabel } from './user-label.js';
export { userIdFault } from './user-id.js';
