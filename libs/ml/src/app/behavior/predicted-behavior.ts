/** What a model says of a user's next call, or why it says nothing. */
export interface ModelSays {
  readonly model: string;
  readonly version: number | null;
  /** Chance of each class, adding up to 1; null where there is nothing to say. */
  readonly probabilities: Readonly<Record<string, number>> | null;
  readonly reason: SilenceReason | null;
}

/** Nothing was learnt yet; what was learnt is not of these features; the user had no call to go by. Codes are stable for ever. */
export type SilenceReason = 'model_not_trained' | 'model_unfit' | 'calls_missing';

export interface LikelyCallee {
  readonly callerId: number;
  /** 0–1, of all whom the user had calls with. */
  readonly probability: number;
}

export interface LikelyCallees {
  readonly model: string;
  readonly version: number | null;
  /** The likeliest first; null where there is nothing to say. */
  readonly callees: readonly LikelyCallee[] | null;
  readonly reason: SilenceReason | null;
}

/** What is foreseen of one call. */
export interface CallBehavior {
  /** `ai_handled`, `answered`, `missed`, `rejected`, as far as they were learnt. */
  readonly outcome: ModelSays;
  /** `not_returned`, `returned` within a day. */
  readonly callback: ModelSays;
}

/** What is foreseen of whatever call comes next, from whomever it may come. */
export interface NextCallBehavior extends CallBehavior {
  readonly callees: LikelyCallees;
  /** Calls of the user that it rests on, the newest thousand at most. */
  readonly calls: number;
  /** How likely the next caller is a number the user had no call with; null where nobody has called. */
  readonly newCallerShare: number | null;
}

/** What users are likely to do with calls, for profiles and recommendations. */
export abstract class PredictedBehavior {
  /** The next call of a user, weighed over those who may make it; `atMs` is now. */
  abstract nextCall(userId: number, atMs: number): Promise<NextCallBehavior>;
  /** Calls of numbers with the user, should they ring at that moment; undefined is a number nobody has heard of. */
  abstract ofCalls(userId: number, callerIds: readonly (number | undefined)[], atMs: number): Promise<readonly CallBehavior[]>;
}
