import type { UserSituation } from './situation.js';

/** A user whom nothing speaks to, but for `parts`. */
export function situationOf(parts: Partial<UserSituation> = {}): UserSituation {
  const none = new Array<number>(24).fill(0);
  return {
    strategy: 'moderate', language: 'en', shareAnalytics: false, rules: [], spam: { calls: 0, incoming: 100 }, incoming: 100, answered: 60, aiHandled: 10, securityEvents: 0,
    byHour: { incoming: none, answered: none }, proposals: [], missedContacts: { numbers: 0, calls: 0 }, foreseen: undefined, ...parts,
  };
}

/** Counts by hour of the day, 0 where left out. */
export function byHour(counts: Readonly<Record<number, number>>): number[] {
  return Array.from({ length: 24 }, (_, hour) => counts[hour] ?? 0);
}
