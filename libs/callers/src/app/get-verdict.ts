import { ratio } from '#kernel';
import type { WhitelistStrategy } from '#realtime/core';
import { phoneFacts, rangePrefix, type E164, type Identities, type Keyring } from '#privacy';
import { behaviorOf, evidenceOf, isContact, recommend, type Behavior, type Recommendation } from '../core/index.js';
import type { CallerAsOf } from './caller-as-of.js';
import type { CallerFacts, CallerReadModel } from './caller-read-model.js';
import { NO_NETWORK, type DescribeNetwork, type NetworkDescription } from './campaigns/describe-network.js';
import type { CallerJudgement, JudgeCaller, Moment } from './judge-caller.js';
import type { UserChoices } from './user-choices.js';

const RANGE_DIGITS = 2;
const DEFAULT_STRATEGY: WhitelistStrategy = 'moderate';

export interface CallerVerdict extends CallerJudgement {
  readonly phoneNumber: E164;
  readonly country: string | null;
  readonly numberType: string;
  readonly evidence: { readonly calls: number; readonly users: number; readonly reporters: number; readonly firstSeenMs: number | null; readonly lastSeenMs: number | null };
  readonly behavior: Behavior;
  readonly range: { readonly prefixDigits: number; readonly members: number; readonly spamShare: number | null } | null;
  readonly network: NetworkDescription;
  readonly recommendation: Recommendation;
}

const NOBODY: CallerFacts = { caller: undefined, users: 0, reports: [], pairs: [], range: undefined, relation: undefined, ownLabel: undefined };

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** Answers who is calling and, for a user, what to do. Asking leaves no trace: a number never seen stays unknown. */
export class GetVerdict {
  constructor(
    private readonly identities: Identities,
    private readonly callers: CallerReadModel,
    private readonly choices: UserChoices,
    private readonly keyring: Keyring,
    private readonly past: CallerAsOf,
    private readonly parts: { readonly judging: JudgeCaller; readonly network: DescribeNetwork },
  ) {}

  async execute(number: E164, userId: string | undefined, moment: Moment): Promise<CallerVerdict> {
    const [callerId, user] = await Promise.all([this.identities.findPhone(number), userId === undefined ? undefined : this.identities.findUser(userId)]);
    const [facts, strategy, network] = await Promise.all([
      callerId === undefined ? this.stranger(number, moment) : this.factsAt(callerId, user, moment),
      user === undefined ? DEFAULT_STRATEGY : this.choices.strategyOf(user),
      callerId === undefined ? NO_NETWORK : this.parts.network.execute(callerId, moment.earlier ? moment.asOfMs : undefined),
    ]);
    const evidence = evidenceOf({ ...facts, asOfMs: moment.asOfMs });
    const judgement = await this.parts.judging.execute(evidence, callerId === undefined ? undefined : { callerId, userId: user }, moment);
    const known = isContact(facts.relation, facts.ownLabel);
    return {
      ...judgement,
      phoneNumber: number,
      ...phoneFacts(number),
      evidence: seen(facts, evidence.reports.reporters),
      behavior: behaviorOf(facts.caller, facts.pairs),
      range: rangeOf(number, facts),
      network,
      recommendation: recommend({ verdict: judgement.verdict, strategy, isContact: known, ownLabel: facts.ownLabel }),
    };
  }

  private async factsAt(callerId: number, user: number | undefined, { asOfMs, earlier }: Moment): Promise<CallerFacts> {
    return earlier ? { ...(await this.past.facts(callerId, user, asOfMs)), range: undefined } : this.callers.facts(callerId, user);
  }

  private async stranger(number: E164, { earlier }: Moment): Promise<CallerFacts> {
    const prefix = rangePrefix(number, RANGE_DIGITS);
    if (prefix === undefined || earlier) return NOBODY;
    return { ...NOBODY, range: await this.callers.range(this.keyring.blindIndex('range-100', prefix)) };
  }
}

function seen({ caller, users }: CallerFacts, reporters: number): CallerVerdict['evidence'] {
  const calls = caller === undefined ? 0 : total(caller.made) + total(caller.taken);
  return { calls, users, reporters, firstSeenMs: caller?.firstMs ?? null, lastSeenMs: caller?.lastMs ?? null };
}

function rangeOf(number: E164, { range }: CallerFacts): CallerVerdict['range'] {
  const prefix = rangePrefix(number, RANGE_DIGITS);
  if (prefix === undefined || range === undefined) return null;
  return { prefixDigits: prefix.length, members: range.members, spamShare: ratio(range.reportedMembers, range.members) ?? null };
}
