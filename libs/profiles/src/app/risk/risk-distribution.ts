import type { RiskComponentName } from '../../core/risk/risk-profile.js';

/** How the scores of a component are spread over users. */
export interface Distribution {
  readonly component: RiskComponentName;
  readonly users: number;
  /** Scores that 0, 1, … 100 % of them do not exceed. */
  readonly cuts: readonly number[];
  readonly computedMs: number;
}

export abstract class RiskDistributions {
  /** Components of too few users are left out. */
  abstract read(): Promise<readonly Distribution[]>;
  /** In place of all that were there. */
  abstract replace(distributions: readonly Distribution[]): Promise<void>;
  /** Users with anything folded since `fromMs`, at most `most`, drawn by a hash of their id and `draw`. */
  abstract sample(fromMs: number, draw: number, most: number): Promise<readonly number[]>;
}
