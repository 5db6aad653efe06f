/** Has all numbers judged out of turn. */
export abstract class OrderScoring {
  /** Resolves with the job's id; while an order waits or runs it is that one's. */
  abstract now(): Promise<string>;
}
