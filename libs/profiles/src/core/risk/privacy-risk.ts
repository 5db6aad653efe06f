import { DAY_MS } from '#kernel';
import { decayed, noisyOr, saturated } from './noisy-or.js';
import { SECURITY_CLASSES } from './security-classes.js';
import type { SecurityHour } from './security-state.js';

/** What a user chose that bears on privacy; `retentionDays` undefined: kept without end. */
export interface PrivacySettings { readonly shareAnalytics: boolean; readonly retentionDays: number | undefined }

const SHARING = 0.2;
/** Data that is never deleted; less in proportion to a retention of ten years and below. */
const KEPT_FOR_EVER = 0.1;
const LONG_RETENTION_DAYS = 3650;
const HALF_LIFE_DAYS = 28;
/** Points of one access, of a record read, and of an access that was not allowed. */
const ACCESS_POINTS = 0.01;
const RECORD_POINTS = 0.0005;
const UNAUTHORIZED_POINTS = 0.4;
const DATA = SECURITY_CLASSES.indexOf('data_access');
const UNAUTHORIZED = SECURITY_CLASSES.indexOf('unauthorized_access');

/** What an hour's events lay open of a user's data, in points as they were new. */
export function disclosurePoints({ classCode, events, records }: Pick<SecurityHour, 'classCode' | 'events' | 'records'>): number {
  if (classCode === DATA) return ACCESS_POINTS * events + RECORD_POINTS * records;
  return classCode === UNAUTHORIZED ? UNAUTHORIZED_POINTS * events : 0;
}

/** How exposed a user's data is, in [0, 1]: noisy-or of what the user lets be done with it and of who read it, which fades with a half-life of four weeks. */
export function privacyRisk({ shareAnalytics, retentionDays }: PrivacySettings, hours: readonly SecurityHour[], asOfMs: number): number {
  const points = hours.reduce((sum, hour) => sum + disclosurePoints(hour) * decayed(asOfMs - hour.lastMs, HALF_LIFE_DAYS * DAY_MS), 0);
  const kept = retentionDays === undefined ? 1 : Math.min(1, Math.max(0, retentionDays) / LONG_RETENTION_DAYS);
  return noisyOr([shareAnalytics ? SHARING : 0, KEPT_FOR_EVER * kept, saturated(points)]);
}
