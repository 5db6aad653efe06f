export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

const now = new Date();
const offsetHours = 12 - now.getUTCHours();
const offsetMs = offsetHours * HOUR_MS;

/** Where it is between noon and one as the tests of a file begin, whatever the clock says: no call of now is one of the night, and no day ends meanwhile. */
export const NOON_ZONE = offsetHours < 0 ? `Etc/GMT+${-offsetHours}` : `Etc/GMT-${offsetHours}`;

const today = Math.floor((now.getTime() + offsetMs) / DAY_MS);

/** When the day of so many days ago began there, in milliseconds since the epoch. */
export const startOf = (daysAgo: number): number => (today - daysAgo) * DAY_MS - offsetMs;

/** That day as a calendar there shows it. */
export const dateOf = (daysAgo: number): string => new Date((today - daysAgo) * DAY_MS).toISOString().slice(0, 10);
