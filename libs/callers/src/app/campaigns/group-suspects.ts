import type { Bystander, Group, Link, Suspect } from '../../core/campaigns/index.js';

export interface Grouping {
  /** All ties that were found, also of numbers that are in no group. */
  readonly links: readonly Link[];
  /** Disjoint. */
  readonly groups: readonly Group[];
}

/** Finds what ties suspects, and which of them act together. Bystanders tell what comes by chance. */
export abstract class GroupSuspects {
  abstract group(suspects: readonly Suspect[], bystanders: readonly Bystander[]): Grouping | Promise<Grouping>;
}
