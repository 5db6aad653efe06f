import { WallClock } from '#kernel';
import type { E164, PhoneFacts } from '#privacy';
import { isContact, isEmergencyNumber, matchRules, recommend, type Judgement, type Recommendation } from '../core/index.js';
import type { CallerFacts } from './caller-read-model.js';
import type { Choices } from './user-choices.js';

/** A call of a number to a user, and what is known of the two. */
export interface JudgedCall {
  readonly number: E164;
  readonly phone: PhoneFacts;
  readonly facts: Pick<CallerFacts, 'relation' | 'ownLabel'>;
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

  execute({ number, phone, facts: { relation, ownLabel }, judgement, atMs }: JudgedCall, { zone, strategy, rules }: Choices): Decision {
    const { verdict, category, spamProbability } = judgement;
    const matches = matchRules(rules, {
      ...phone, number, verdict, category, spamProbability, atMs,
      seenBefore: relation !== undefined, campaign: false, withheld: false,
      wallTime: this.wallClock.at(zone, atMs), callTimes: relation?.callTimes ?? [],
    });
    return {
      recommendation: recommend({ verdict, strategy, isContact: isContact(relation, ownLabel), ownLabel, isEmergency: isEmergencyNumber(number), rules: matches }),
      matchedRules: matches.matchedRules,
    };
  }
}
