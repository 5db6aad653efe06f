/** The names that metrics may go by; there are so many and no more. */
export abstract class MetricNames {
  /** How many there may be. */
  abstract readonly most: number;
  /** Those of the names that are new and find no room. The others are known from now on. */
  abstract refused(names: ReadonlySet<string>): Promise<ReadonlySet<string>>;
}
