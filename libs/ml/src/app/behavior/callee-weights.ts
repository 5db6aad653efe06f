/** What was learnt of whom users call next. */
export interface LearntWeights {
  readonly version: number;
  /** Names of what is weighed, and what each weighs. */
  readonly features: readonly string[];
  readonly weights: Float64Array;
}

/** What one learning found, and how good it was on the newest fifth of the choices, which it had not learnt from then. */
export interface CalleeLearning {
  readonly features: readonly string[];
  readonly weights: Float64Array;
  readonly choices: number;
  readonly users: number;
  /** Share of the held-out choices whose callee came first; null where none was held out. The second is that of the latest contact. */
  readonly top1: number | null;
  readonly mostRecentTop1: number | null;
}

/** Weights by which users' next callees are ranked, kept version by version. */
export abstract class CalleeWeights {
  /** Undefined where nothing was learnt yet. */
  abstract latest(): Promise<LearntWeights | undefined>;
  /** @returns the version it has now */
  abstract keep(learning: CalleeLearning, learntMs: number): Promise<number>;
}
