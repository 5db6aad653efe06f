import type { UserHistory } from '../../../libs/profiles/src/core/patterns/user-history.js';

/** What patterns/simulate.mjs exports, for the tests that are in TypeScript. */
export function simulateUser(seed: number, plant?: (habits: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>): UserHistory;
