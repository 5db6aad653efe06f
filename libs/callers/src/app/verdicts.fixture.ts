import { PredictionLog, type Prediction, type ServedModel, type ServedPredictions } from '#ml';
import { CALLER_AT_CALL } from '#ml/core';
import { NOW_MS } from '../../../../test/contracts/fixed-clock.fixture.js';
import { addCall, emptyCaller, type CallerState } from '../core/caller-state.js';
import { CallerReadModel, type CallerFacts, type KnownCaller, type StandingVerdicts, type UserCaller, type UserCallers } from './caller-read-model.js';
import { JudgeCaller } from './judge-caller.js';
import { SpamModels } from './spam-models.js';
import { UserChoices, type Choices } from './user-choices.js';
import { CampaignOf, type CallerNetwork } from './campaigns/campaign-of.js';
import type { Neighbourhood, Reputation, WhitelistFacts } from '../core/index.js';
import type { BlockKeys } from './ranges/block-keys.js';
import { Reputations, type Member } from './ranges/reputations.js';
import { RingFacts } from './ring-facts.js';
import { Whitelists, type ListedFacts } from './whitelists.js';

export const DAY_MS = 86_400_000;
export const NOW = { asOfMs: NOW_MS, earlier: false, ringing: true };

export const caller = (parts: Partial<CallerState> = {}): CallerState => ({ ...emptyCaller(), firstMs: NOW_MS - 5 * DAY_MS, lastMs: NOW_MS - 1000, made: [1, 0, 2, 0, 0], ...parts });
/** So many calls of a minute and a half that have just come. */
export function talks(count: number): CallerState {
  const state = emptyCaller();
  for (let talk = 0; talk < count; talk++) addCall(state, { occurredAtMs: NOW_MS, call: { callerId: 0, direction: 0, outcome: 0, durationMs: 90_000, localHour: 10 } });
  return state;
}

export const FACTS: CallerFacts = { caller: caller(), users: 2, reports: [], pairs: [], relation: undefined, ownLabel: undefined };

/** A number that calls everyone, speaks with nobody, and that twenty users have reported. */
export const spammer = caller({ made: [5, 60, 135, 0, 0], timedAnswered: 5, answeredMs: 20_000, timed: 5, short: 5 });
export const spamReports = [{ label: 'spam' as const, category: 'loan' as const, reportedMs: NOW_MS - DAY_MS, count: 20 }];
export const SPAM: CallerFacts = { ...FACTS, caller: spammer, users: 190, reports: spamReports };

export class FakeReadModel extends CallerReadModel {
  readonly asked: (readonly [number, number | undefined])[] = [];
  users: readonly UserCaller[] = [];
  spamCalls = 0;
  known: readonly KnownCaller[] = [];

  constructor(private readonly stored: CallerFacts) {
    super();
  }

  async facts(callerId: number, userId: number | undefined): Promise<CallerFacts> {
    this.asked.push([callerId, userId]);
    return this.stored;
  }

  async callersOf(_userId: number, limit: number): Promise<UserCallers> {
    return { spamCalls: this.spamCalls, toJudge: this.users.slice(0, limit) };
  }

  async verdictsOf(): Promise<StandingVerdicts> {
    return { known: new Map(), toJudge: [] };
  }

  async page(afterId: number, limit: number): Promise<readonly KnownCaller[]> {
    return this.known.filter(({ callerId }) => callerId > afterId).slice(0, limit);
  }
}

/** Holds what a test puts in, by key. */
export class FakeReputations extends Reputations {
  readonly asked: string[] = [];
  stored = new Map<string, readonly Reputation[]>();
  registered: readonly Member[] = [];

  async around(callerIds: readonly number[]): Promise<ReadonlyMap<number, Neighbourhood>> {
    return new Map(callerIds.map((id) => [id, { own: [], blocks: [[], [], [], []] }]));
  }

  async blocks(keys: BlockKeys): Promise<Neighbourhood['blocks']> {
    const names = keys.map((key) => key.toString('hex'));
    this.asked.push(...names);
    return names.map((name) => this.stored.get(name) ?? []);
  }

  async members(_key: Buffer, limit: number): Promise<readonly Member[]> {
    return this.registered.slice(0, limit);
  }
}

/** Every user's choices now, and at any earlier moment. */
export class FixedChoices extends UserChoices {
  constructor(private readonly now: Choices, private readonly then: Choices = now) {
    super();
  }

  async choicesOf(): Promise<Choices> {
    return this.now;
  }

  async choicesAt(): Promise<Choices> {
    return this.then;
  }
}

/** Calls it spam with this probability, whoever calls, and notes what it was asked. */
export function saying(probability: number, parts: Partial<ServedModel> = {}): ServedModel & { readonly asked: number[] } {
  const asked: number[] = [];
  const label = probability > 0.5 ? 'spam' : 'not_spam';
  const prediction: Prediction = { label, probability: Math.max(probability, 1 - probability), probabilities: { spam: probability, not_spam: 1 - probability }, interval: [0.9, 0.95] };
  return {
    name: 'spam_classifier', version: 3, artifactId: 'a', modelType: 'classification', featureNames: CALLER_AT_CALL.features.map(({ name }) => name), outputs: 1, classes: ['not_spam', 'spam'],
    asked, predict: ({ rows }) => (asked.push(rows), new Array<Prediction>(rows).fill(prediction)), ...parts,
  };
}

export class FakeLog extends PredictionLog {
  readonly records: ServedPredictions[] = [];

  record(served: ServedPredictions): void {
    this.records.push(served);
  }
}

export interface Champion {
  readonly now?: ServedModel;
  readonly then?: ServedModel;
}

export function modelsOf({ now, then }: Champion) {
  const warned: string[] = [];
  return { warned, models: new SpamModels({ now: async () => now, at: async () => then }, (_message, { reason }) => warned.push(reason)) };
}

export function judging(champion: Champion = {}) {
  const log = new FakeLog();
  return { log, judge: new JudgeCaller(modelsOf(champion).models, log) };
}

/** Holds what a test puts in; of everything else nothing is known. */
export class FakeWhitelists extends Whitelists {
  listed: ListedFacts[] = [];
  keptBefore = 0;

  async between(_userId: number, callerId: number): Promise<WhitelistFacts> {
    return this.listed.find((facts) => facts.callerId === callerId) ?? { pair: undefined, ownLabel: undefined, changes: [] };
  }

  async page(_userId: number, afterId: number, limit: number): Promise<readonly ListedFacts[]> {
    return this.listed.filter(({ callerId }) => callerId > afterId).slice(0, limit);
  }

  async kept(): Promise<number> {
    return this.keptBefore;
  }
}

/** What the other fakes hold, put together as the store does. */
export class FakeRingFacts extends RingFacts {
  constructor(private readonly stored: { readonly callers: CallerReadModel; readonly whitelists: Whitelists; readonly campaigns: CampaignOf }) {
    super();
  }

  async now(callerId: number, userId: number | undefined): Promise<CallerFacts> {
    const { callers, whitelists, campaigns } = this.stored;
    const whitelist = userId === undefined ? undefined : await whitelists.between(userId, callerId);
    return { ...(await callers.facts(callerId, userId)), whitelist, network: await campaigns.network(callerId) };
  }
}

const ALONE: CallerNetwork = { campaign: undefined, links: [] };

/** Says of every number what a test says, and notes what it was asked. */
export class FakeCampaigns extends CampaignOf {
  readonly asked: (readonly [number, number | undefined])[] = [];

  constructor(private readonly known: CallerNetwork = ALONE) {
    super();
  }

  async network(callerId: number, asOfMs?: number): Promise<CallerNetwork> {
    this.asked.push([callerId, asOfMs]);
    return this.known;
  }
}
