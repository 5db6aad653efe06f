import { WallClock } from '#kernel';
import { WITHHELD, type CallerName, type PhoneFacts } from '#privacy';
import { blockAllowed, DEFAULT_FALSE_BLOCK_RATE, isContact, isEmergencyNumber, matchRules, NO_MATCHES, recommend, ringStanding, type Judgement, type Recommendation, type RuleCall, type WhitelistEntry } from '../core/index.js';
import type { CallerFacts } from './caller-read-model.js';
import type { Choices } from './user-choices.js';

/** A call of a number to a user, and what is known of the two. */
export interface JudgedCall {
  readonly number: CallerName;
  readonly phone: PhoneFacts;
  readonly facts: Pick<CallerFacts, 'relation' | 'ownLabel' | 'network'>;
  readonly judgement: Judgement;
  readonly atMs: number;
}

export interface Decision {
  readonly recommendation: Recommendation;
  /** Ids of the user's rules that match, also of those that decide nothing. */
  readonly matchedRules: readonly string[];
}

/** What a user's choices make of a call that has been judged. */
export class DecideCall {
  private readonly wallClock = new WallClock();

  /** @param falseBlockRate share of legitimate calls that strategies may turn away */
  constructor(private readonly falseBlockRate = (): number => DEFAULT_FALSE_BLOCK_RATE) {}

  /** @param entry what the user's whitelist, by these choices, says of the number */
  execute(call: JudgedCall, choices: Choices, entry?: WhitelistEntry): Decision {
    const matches = choices.rules.length === 0 ? NO_MATCHES : matchRules(choices.rules, this.asRulesSee(call, choices.zone));
    const { number, facts: { relation, ownLabel }, judgement } = call;
    const { verdict } = judgement;
    const recommendation = recommend({
      verdict, strategy: choices.strategy, ...ringStanding(entry, isContact(relation, ownLabel), verdict), ownLabel, isEmergency: isEmergencyNumber(number), rules: matches,
      blockAllowed: blockAllowed(judgement, this.falseBlockRate()),
    });
    return { recommendation, matchedRules: matches.matchedRules };
  }

  private asRulesSee({ number, phone, facts: { relation, network }, judgement: { verdict, category, spamProbability }, atMs }: JudgedCall, zone: string): RuleCall {
    return {
      ...phone, number, verdict, category, spamProbability, atMs,
      seenBefore: relation !== undefined, campaign: network?.campaign !== undefined, withheld: number === WITHHELD,
      wallTime: this.wallClock.at(zone, atMs), callTimes: relation?.callTimes ?? [],
    };
  }
}
