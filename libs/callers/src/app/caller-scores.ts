import type { SpamCategory } from '#realtime/core';
import type { Verdict } from '../core/index.js';

/** What a batch made of a number, for nobody in particular. */
export interface CallerScore {
  readonly callerId: number;
  readonly verdict: Verdict;
  /** Null where nothing was known. */
  readonly probability: number | null;
  /** Null unless spam or suspicious, and where nobody gave one. */
  readonly category: SpamCategory | null;
}

/** A batch that went over all numbers. */
export interface Scoring {
  /** Of the spam classifier that was asked; null: the evidence decided alone. */
  readonly modelVersion: number | null;
  readonly startedMs: number;
  readonly finishedMs: number;
  readonly callers: number;
}

/** What was stored when a batch began: whatever is stored after it, the batch may not have seen. */
export type ScoringMark = string;

/** Where a page of scores ended. */
export interface ScorePlace {
  readonly probability: number;
  readonly callerId: number;
}

/** The verdicts on all numbers, as the latest batch found them. */
export abstract class CallerScores {
  /** In place of what an earlier batch said of these numbers. */
  abstract save(scores: readonly CallerScore[]): Promise<void>;
  /** Asked before the first number is read. */
  abstract begin(): Promise<ScoringMark>;
  /** @param begun without it what is sent in late is not known from what the batch has seen */
  abstract finished(scoring: Scoring, begun?: ScoringMark): Promise<void>;
  /** The batch that ended last. */
  abstract latest(): Promise<Scoring | undefined>;
  /** Of one verdict, most probable spam first; those nothing was known of are left out. */
  abstract list(verdict: Verdict, after: ScorePlace | undefined, limit: number): Promise<readonly (CallerScore & ScorePlace)[]>;
}
