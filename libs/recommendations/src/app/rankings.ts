import type { Decision, Estimate, Posteriors } from '../core/index.js';

/** What was found of a ranking, from the decisions of the live one. */
export interface Evaluation {
  readonly version: number;
  readonly snips: Estimate | null;
  readonly doublyRobust: Estimate | null;
  readonly evaluatedMs: number;
}

export interface StoredRanking extends Partial<Evaluation> {
  readonly version: number;
  readonly liveSinceMs: number | null;
}

/** What rankings have learnt, and which of them is live. */
export abstract class Rankings {
  /** The live one's version and what it has learnt. */
  abstract live(): Promise<{ readonly version: number; readonly posteriors: Posteriors }>;
  abstract all(): Promise<readonly StoredRanking[]>;
  abstract keepPosteriors(posteriors: Posteriors): Promise<void>;
  abstract keepEvaluation(evaluation: Evaluation): Promise<void>;
  abstract goLive(version: number, sinceMs: number): Promise<void>;
  /** Forgets decisions from before a moment, and what they showed. */
  abstract forgetBefore(decidedMs: number): Promise<void>;
  /** Rewards of what was shown and seen between two moments: those reacted to, and 0 for the rest that is older than `ripeMs`. */
  abstract rewards(sinceMs: number, ripeMs: number, limit: number): Promise<readonly { readonly kind: string; readonly features: readonly number[]; readonly reward: number }[]>;
  /** Decisions that were seen, made between two moments, the latest first. @param nothing what showing nothing is worth */
  abstract decisions(sinceMs: number, untilMs: number, terms: { readonly limit: number; readonly nothing: number }): Promise<readonly Decision[]>;
}
