export { LocalDays } from './anomalies/local-days.js';
export { findPatterns } from './patterns/find-patterns.js';
export { BaselineFold } from './patterns/fold-baseline.js';
export { sessionsOf } from './patterns/sessions.js';
