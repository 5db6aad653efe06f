import type { Condition } from './watch.js';

/** Hours that stood out from which on an incident is of medium and of high severity. */
const MEDIUM_FROM_HOURS = 3;
const HIGH_FROM_HOURS = 12;

/** How grave it is that so many hours stood out. A trend, which lasts by its nature, is of medium severity. */
export function incidentSeverity(condition: Condition, hours: number): 'low' | 'medium' | 'high' {
  if (condition === 'trend') return 'medium';
  if (hours >= HIGH_FROM_HOURS) return 'high';
  return hours >= MEDIUM_FROM_HOURS ? 'medium' : 'low';
}
