export type RetrainingAnswer = { readonly jobId: string } | { readonly refused: string };

/** Orders a new version of a model, learnt from the history of calls. */
export abstract class RequestRetraining {
  /** `refused`: the code of the reason. */
  abstract execute(model: string, reason: string): Promise<RetrainingAnswer>;
}
