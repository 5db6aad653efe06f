import type { PlatformBaseline } from '../../../libs/profiles/src/core/patterns/platform-baseline.js';

/** What patterns/measure.mjs exports, for the tests that are in TypeScript. */
export function baselineOf(users: number): PlatformBaseline | undefined;
export function falseUsers(users: number, baseline: PlatformBaseline | undefined): { readonly share: number; readonly codes: Readonly<Record<string, number>> };
export function foundShares(users: number, baseline: PlatformBaseline | undefined, perDay?: number): Readonly<Record<string, number>>;
