/** Has campaigns looked for out of turn. */
export abstract class OrderCampaigns {
  /** Resolves with the job's id; while an order waits or runs it is that one's. */
  abstract now(): Promise<string>;
}
