/** What the events of one user add up to, over all time or a part of it; integers that commute. Outcomes in the order of OUTCOMES. */
export interface UserState {
  readonly incoming: number[];
  readonly outgoing: number[];
  /** Answered calls of either direction that carry a duration, and the milliseconds they lasted. */
  timedAnswered: number;
  answeredMs: number;
  interactions: number;
  securityEvents: number;
  firstMs: number;
  lastMs: number;
}
