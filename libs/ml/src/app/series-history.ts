import type { HistoryRange } from './history-range.js';

export type { HistoryRange };

/** What forecasters learn from: the calls of users, hour by hour. Whoever keeps users' series answers it. */
export abstract class SeriesHistory {
  /**
   * Calls of either direction in each UTC hour, a series a user: from the first hour in the range with a call to the last whole
   * hour of the range, hours without calls being 0. Of more than `most` users those with calls in most quarter hours.
   */
  abstract hourly(range: HistoryRange, most: number): Promise<readonly Float64Array[]>;
}
