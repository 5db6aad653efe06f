/** The log's storage, cut by week of receipt. */
export abstract class EventPartitions {
  /** Makes what is missing of the weeks around `nowMs`. Returns the names of what it made. */
  abstract ensure(nowMs: number): Promise<string[]>;
}
