import { phoneFacts, WITHHELD, type CallerName, type E164, type Identities, type Keyring, type PhoneFacts } from '#privacy';
import { behaviorOf, evidenceOf, verdictAttackCost, type Behavior, type Evidence, type Facts, type Judgement, type OpenDispute, type Opinion, type Reason } from '../core/index.js';
import type { CallerFacts } from './caller-read-model.js';
import { describeNetwork, NO_NETWORK, type NetworkDescription } from './campaigns/describe-network.js';
import { DecideCall, type Decision } from './decide-call.js';
import { explainVerdict, type Explained, type Explanation } from './explain-verdict.js';
import type { FactsAt } from './facts-at.js';
import { judgementOf, type CallerJudgement, type JudgeCaller, type Moment } from './judge-caller.js';
import type { PlacesLeft } from './places-left.js';
import { isNeighbourOf, ownLineOf } from './own-line.js';
import { describeNumber, describeRanges, type NumberReputation, type RangeDescription } from './ranges/describe-ranges.js';
import { factsOn } from './ranges/facts-on.js';
import { NOBODYS_CHOICES, type Choices, type UserChoices } from './user-choices.js';
import { FindEntry } from './whitelist/find-entry.js';

export interface CallerVerdict extends CallerJudgement, Decision, Explained {
  readonly phoneNumber: CallerName;
  readonly country: string | null;
  readonly numberType: string;
  readonly number: Pick<PhoneFacts, 'valid' | 'service'>;
  readonly evidence: { readonly calls: number; readonly users: number; readonly reporters: number; readonly firstSeenMs: number | null; readonly lastSeenMs: number | null };
  readonly behavior: Behavior;
  /** What is left of its own calls and reports; null where there were no calls. */
  readonly reputation: NumberReputation | null;
  /** Blocks around it, narrowest first; empty where they are not known. */
  readonly ranges: readonly RangeDescription[];
  readonly network: NetworkDescription;
  /** Fresh accounts it would take to change the verdict; null where none would. */
  readonly attackCost: number | null;
  readonly dispute: OpenDispute | null;
}

/** What else is asked with a verdict. */
export interface Question {
  readonly explain?: readonly Explanation[] | undefined;
  /** The line that is called, where it is known. */
  readonly calledNumber?: E164 | undefined;
}

/** Named although it adds nothing: why what users say is not among the reasons. */
const SUSPENDED: Reason = { code: 'reports_suspended', part: 'crowd', contribution: 0, text: 'what users report counts for nothing while its dispute is open' };

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** Answers who is calling and, for a user, what to do. Asking leaves no trace: a number never seen stays unknown. */
export class GetVerdict {
  private readonly deciding: DecideCall;
  private readonly findEntry: FindEntry;

  constructor(
    private readonly identities: Identities,
    private readonly choices: UserChoices,
    private readonly factsAt: FactsAt,
    private readonly judging: JudgeCaller,
    private readonly settings: { readonly keyring: Keyring; readonly places: PlacesLeft },
  ) {
    this.deciding = new DecideCall(() => judging.falseBlockRate);
    this.findEntry = new FindEntry(judging);
  }

  async execute(number: CallerName, userId: string | undefined, moment: Moment, { explain = [], calledNumber }: Question = {}): Promise<CallerVerdict> {
    const [callerId, user] = await Promise.all([number === WITHHELD ? undefined : this.identities.findPhone(number), userId === undefined ? undefined : this.identities.findUser(userId)]);
    const [facts, choices] = await Promise.all([this.factsAt.execute({ number, callerId, user }, moment), user === undefined ? NOBODYS_CHOICES : this.choicesAt(user, moment)]);
    const { valid, service, ...phone } = phoneFacts(number);
    const isNeighbour = this.isNeighbour(number, choices, calledNumber);
    const known = factsOn({ ...facts, isNeighbour, campaign: facts.network?.campaign, number: { valid, service, ...phone } }, moment.asOfMs);
    const evidence = evidenceOf(known);
    const opinion = await this.judging.opinion(evidence, callerId === undefined ? undefined : { callerId, userId: user }, moment);
    const judgement = judgementOf(evidence, opinion);
    const entry = callerId === undefined ? undefined : await this.findEntry.execute(facts.whitelist, { callerId, choices }, moment, async () => ({ number, facts }));
    const decide = (judged: Judgement, { relation, ownLabel }: Facts): Decision =>
      this.deciding.execute({ number, phone: { valid, service, ...phone }, facts: { relation, ownLabel, network: facts.network }, judgement: judged, atMs: moment.asOfMs }, choices, entry);
    const model = explain.length === 0 || callerId === undefined ? undefined : await this.judging.modelAt(moment);
    return {
      ...judgement,
      ...(await this.crowdOf(known, facts.dispute, { judgement, opinion, callerId }, moment)),
      phoneNumber: number,
      ...phone,
      number: { valid, service },
      evidence: seen(facts, evidence.reports.reporters),
      behavior: behaviorOf(facts.caller, facts.pairs, isNeighbour),
      reputation: describeNumber(known.own, facts.users),
      ranges: describeRanges(number, known.blocks),
      network: facts.network === undefined ? NO_NETWORK : await describeNetwork(facts.network, this.identities),
      ...decide(judgement, known),
      ...(await explainVerdict(explain, {
        known, evidence, model, hasUser: userId !== undefined, crowdCounts: facts.dispute?.suspends !== true,
        decide: (judged, changed) => decide(judged, changed).recommendation,
      })),
    };
  }

  /** The line that was called, where the platform names it, goes before the number that the user told. */
  private isNeighbour(number: CallerName, { ownLine }: Choices, calledNumber: E164 | undefined): boolean | undefined {
    const { keyring } = this.settings;
    return isNeighbourOf(number, calledNumber === undefined ? ownLine : ownLineOf(calledNumber, keyring), keyring);
  }

  /** What it would take to talk the verdict over, and what an open dispute does to it. Where new accounts count, a model is asked anew about their calls. */
  private async crowdOf(known: Facts, dispute: OpenDispute | undefined, { judgement, opinion, callerId }: Judged, moment: Moment): Promise<Pick<CallerVerdict, 'reasons' | 'attackCost' | 'dispute'>> {
    const { reasons, verdict } = judgement;
    if (dispute?.suspends === true) return { reasons: [...reasons, SUSPENDED], attackCost: null, dispute };
    const places = callerId === undefined || verdict === 'unknown' ? 0 : await this.settings.places.at(callerId, moment.asOfMs);
    const model = places === 0 ? undefined : await this.judging.modelAt(moment);
    const opinionOn = (evidence: Evidence): Opinion | undefined => model?.opinionsOn([evidence])[0];
    return { reasons, attackCost: verdictAttackCost(known, verdict, { opinion, opinionOn, places }), dispute: dispute ?? null };
  }

  private choicesAt(user: number, { asOfMs, earlier }: Moment): Promise<Choices> {
    return earlier ? this.choices.choicesAt(user, asOfMs) : this.choices.choicesOf(user);
  }
}

/** What the verdict is, and on what number. */
interface Judged {
  readonly judgement: CallerJudgement;
  readonly opinion: Opinion | undefined;
  readonly callerId: number | undefined;
}

function seen({ caller, users }: CallerFacts, reporters: number): CallerVerdict['evidence'] {
  const calls = caller === undefined ? 0 : total(caller.made) + total(caller.taken);
  return { calls, users, reporters, firstSeenMs: caller?.firstMs ?? null, lastSeenMs: caller?.lastMs ?? null };
}
