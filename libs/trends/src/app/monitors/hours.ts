export const HOUR_MS = 3_600_000;

/** The hour under way at `ms`, counted from 1970 in UTC. */
export const hourOf = (ms: number): number => Math.floor(ms / HOUR_MS);
