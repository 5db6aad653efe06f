export { LocalDays } from './anomalies/local-days.js';
export type { Pattern } from './patterns/pattern.js';
export { findPatterns } from './patterns/find-patterns.js';
export { BaselineFold } from './patterns/fold-baseline.js';
export { sessionsOf } from './patterns/sessions.js';
