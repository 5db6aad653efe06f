import type { SpamCategory } from '#realtime/core';
import type { Verdict } from '../verdict.js';

export const RULE_ACTIONS = ['allow', 'screen', 'transfer', 'block', 'log'] as const;
/** `log` notes that the rule matched and decides nothing. */
export type RuleAction = (typeof RULE_ACTIONS)[number];

/** From `from` on, up to but without `to`, on the user's clock; over midnight where `to` is the earlier. */
export interface Hours {
  /** 00:00 to 23:59. */
  readonly from: string;
  /** 00:00 to 24:00. */
  readonly to: string;
  /** Days on which it begins, 0 Sunday … 6 Saturday; every day where left out. */
  readonly days?: readonly number[];
}

/** At least `calls` calls of the number to the user within `withinMinutes`, the ringing one among them. */
export interface Frequency {
  readonly calls: number;
  readonly withinMinutes: number;
}

/** What is known of the caller; whatever is given must hold. */
export interface CallerCondition {
  /** ISO 3166 regions. */
  readonly country?: readonly string[];
  readonly numberType?: readonly string[];
  readonly verdict?: readonly Verdict[];
  readonly category?: readonly SpamCategory[];
  /** Of spam, 0–1; does not hold where nothing is known of the number. */
  readonly minProbability?: number;
  /** Whether the number and the user have had a call before. */
  readonly seenBefore?: boolean;
  readonly campaign?: boolean;
  readonly withheld?: boolean;
}

export interface Conditions {
  /** A number in E.164, or how numbers in E.164 begin, followed by `*`. */
  readonly number?: string;
  readonly hours?: Hours;
  readonly frequency?: Frequency;
  readonly caller?: CallerCondition;
}

/** What a user wants done with calls that meet all of the conditions. */
export interface Rule {
  /** The user's own, unique among their rules. */
  readonly id: string;
  readonly name?: string;
  readonly enabled: boolean;
  readonly when: Conditions;
  readonly then: RuleAction;
}
