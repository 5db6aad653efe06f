import { AppError } from '#kernel';
import { Rest } from '#platform/process';
import { phoneFacts, rangePrefix, type E164, type Identities, type Keyring } from '#privacy';
import type { EventHistory } from '#realtime';
import { INCOMING, isCall, OUTCOMES, type Outcome, type StoredCall, type StoredEvent } from '#realtime/core';
import type { Neighbourhood, Recommendation, Verdict } from '../core/index.js';
import type { CallerAsOf } from './caller-as-of.js';
import type { CallerFacts } from './caller-read-model.js';
import type { CampaignOf } from './campaigns/campaign-of.js';
import type { CallPlace, CallsOfUser } from './calls-of-user.js';
import { changedChoices, type Change } from './changed-choices.js';
import { DecideCall, type JudgedCall } from './decide-call.js';
import type { JudgeCaller } from './judge-caller.js';
import { isNeighbourOf, type OwnLine } from './own-line.js';
import type { Around, RangesAsOf } from './ranges/ranges-as-of.js';
import { evidenceOn } from './ranges/facts-on.js';
import { NOBODYS_CHOICES, type Choices, type UserChoices } from './user-choices.js';
import { FindEntry } from './whitelist/find-entry.js';

const PAGE = 200;
/** Digits that numbers of a block of 10,000 differ in. */
const WIDEST_DROPS = 4;
/** Events that a page reads and folds before it ends early: some tenths of a second, and what it holds in memory meanwhile. */
const MOST_WORK = 50_000;
/** Of one number: folding them takes some ten milliseconds, in which nothing else is answered. */
const MOST_EVENTS = 20_000;
/** In a process: each takes its share of the time, and phones ring meanwhile. */
const MOST_AT_ONCE = 4;
/** Of the time: phones ring meanwhile. */
const SHARE = 1 / 2;

/** A call that would have gone otherwise. */
export interface ChangedCall {
  readonly atMs: number;
  readonly number: E164;
  readonly outcome: Outcome;
  readonly verdict: Verdict;
  readonly before: Recommendation;
  readonly after: Recommendation;
}

/** What of a page would have gone otherwise under each of several changes, in their order. */
export interface ComparedPage extends Omit<WhatIfPage, 'items'> {
  readonly changed: readonly (readonly ChangedCall[])[];
}

export interface WhatIfPage {
  readonly items: readonly ChangedCall[];
  /** Calls of this page that were replayed. */
  readonly calls: number;
  /** Calls of this page that could not be: of numbers with too many events, or gone. */
  readonly skipped: number;
  readonly next: CallPlace | undefined;
}

/** Which calls are replayed: from `sinceMs` on, before a place. */
export interface Stretch {
  readonly sinceMs: number;
  readonly before: CallPlace;
}

/** What a page of calls has been read into so far. */
interface Replay {
  readonly userId: number;
  readonly numbers: ReadonlyMap<number, E164>;
  readonly held: Map<number, readonly StoredEvent[]>;
  /** By what numbers of a block begin with. */
  readonly blocks: Map<string, Around | undefined>;
  readonly ownLine: OwnLine | undefined;
  work: number;
}

type ReplayedCall = JudgedCall & { readonly callerId: number; readonly number: E164; readonly facts: CallerFacts; readonly outcome: Outcome };

/** Replays a user's calls under other choices. Each call is judged once, by what was on record before it, and decided twice. */
export class WhatIf {
  private readonly deciding: DecideCall;
  private readonly findEntry: FindEntry;
  private running = 0;

  constructor(
    private readonly identities: Identities,
    private readonly calls: CallsOfUser,
    private readonly history: EventHistory,
    private readonly choices: UserChoices,
    private readonly then: { readonly past: CallerAsOf; readonly campaigns: CampaignOf; readonly ranges: Pick<RangesAsOf, 'around' | 'blocksIn'>; readonly keyring: Keyring },
    private readonly judging: JudgeCaller,
  ) {
    this.deciding = new DecideCall(() => judging.falseBlockRate);
    this.findEntry = new FindEntry(judging);
  }

  /** @throws AppError `input_invalid` where the change does not fit the user's rules, `what_if_busy` where too many are under way */
  async execute(userId: string, change: Change, stretch: Stretch): Promise<WhatIfPage> {
    const { changed: [items = []], ...page } = await this.compare(userId, [change], stretch);
    return { items, ...page };
  }

  /** The same for several changes, each made alone, by one replay: to judge a call is dear, to decide it is not. @throws AppError as `execute` */
  async compare(userId: string, changes: readonly Change[], stretch: Stretch): Promise<ComparedPage> {
    if (this.running >= MOST_AT_ONCE) throw new AppError('what_if_busy', 'rate-limited', 'too many what-ifs are under way; ask again in a moment', { retryAfterSeconds: 5 });
    this.running++;
    try {
      return await this.page(userId, changes, stretch);
    } finally {
      this.running--;
    }
  }

  private async page(userId: string, changes: readonly Change[], { sinceMs, before }: Stretch): Promise<ComparedPage> {
    const user = await this.identities.findUser(userId);
    const now = user === undefined ? NOBODYS_CHOICES : await this.choices.choicesOf(user);
    const others = changes.map((change) => changedChoices(now, change));
    const places = user === undefined ? [] : await this.calls.page(user, sinceMs, before, PAGE);
    const { replayed, done } = await this.replay({ userId: user as number, ownLine: now.ownLine }, places);
    const changed: ChangedCall[][] = changes.map(() => []);
    for (const call of replayed) {
      const before = await this.decided(call, now);
      for (const [at, choices] of others.entries()) {
        const after = await this.decided(call, choices);
        const { atMs, number, outcome, judgement: { verdict } } = call;
        if (before.action !== after.action) changed[at]?.push({ atMs, number, outcome, verdict, before, after });
      }
    }
    const isLast = done === places.length && places.length < PAGE;
    return { changed, calls: replayed.length, skipped: done - replayed.length, next: isLast ? undefined : places[done - 1] };
  }

  private async decided(call: ReplayedCall, choices: Choices): Promise<Recommendation> {
    const { callerId, facts, atMs, number } = call;
    const entry = await this.findEntry.execute(facts.whitelist, { callerId, choices }, { asOfMs: atMs, earlier: true, ringing: false }, async () => ({ number, facts }));
    return this.deciding.execute(call, choices, entry).recommendation;
  }

  /** The calls at `places`, judged; the later of them are left for another page where the earlier took much work. */
  private async replay(user: Pick<Replay, 'userId' | 'ownLine'>, places: readonly CallPlace[]): Promise<{ replayed: readonly ReplayedCall[]; done: number }> {
    const numbers = await this.identities.revealPhones([...new Set(places.map(({ callerId }) => callerId))]);
    const replay: Replay = { ...user, numbers, held: new Map<number, readonly StoredEvent[]>(), blocks: new Map<string, Around | undefined>(), work: 0 };
    const rest = new Rest(SHARE);
    const replayed: ReplayedCall[] = [];
    let done = 0;
    while (done < places.length && replay.work < MOST_WORK) {
      const call = await this.callAt(places[done++] as CallPlace, replay);
      if (call !== undefined) replayed.push(call);
      await rest.take();
    }
    return { replayed, done };
  }

  private async callAt({ callerId, atMs }: CallPlace, replay: Replay): Promise<ReplayedCall | undefined> {
    const number = replay.numbers.get(callerId);
    const events = await this.eventsOf(callerId, replay);
    const call = events.find((event): event is StoredCall => isTheCall(event, replay.userId, atMs));
    if (number === undefined || call === undefined) return undefined;
    replay.work += events.length;
    const before = events.filter(({ position, occurredAtMs }) => position < call.position && occurredAtMs <= atMs);
    const [known, network, blocks] = await Promise.all([this.then.past.factsFrom(before, replay.userId, atMs), this.then.campaigns.network(callerId, atMs), this.blocksAt(number, atMs, replay)]);
    const facts = { ...known, reputation: { own: known.reputation?.own ?? [], blocks }, network };
    const isNeighbour = isNeighbourOf(number, replay.ownLine, this.then.keyring);
    const evidence = evidenceOn({ ...facts, isNeighbour, campaign: network.campaign, number: phoneFacts(number) }, atMs);
    const judgement = await this.judging.execute(evidence, { callerId, userId: replay.userId }, { asOfMs: atMs, earlier: true, ringing: false });
    return { callerId, number, phone: phoneFacts(number), facts, judgement, atMs, outcome: OUTCOMES[call.call.outcome] as Outcome };
  }

  /** What was around a number when it called. Read once for a block: many of a user's callers come from the same few. */
  private async blocksAt(number: E164, atMs: number, replay: Replay): Promise<Neighbourhood['blocks']> {
    const block = rangePrefix(number, WIDEST_DROPS) ?? number;
    if (!replay.blocks.has(block)) replay.blocks.set(block, await this.then.ranges.around(number, Number.MAX_SAFE_INTEGER));
    const around = replay.blocks.get(block);
    replay.work += around?.events.length ?? 0;
    return around && this.then.ranges.blocksIn(around, number, atMs);
  }

  /** All events about a number; none where there are too many. */
  private async eventsOf(callerId: number, replay: Replay): Promise<readonly StoredEvent[]> {
    const held = replay.held.get(callerId);
    if (held !== undefined) return held;
    const events = await this.history.ofSubject(callerId, Number.MAX_SAFE_INTEGER, MOST_EVENTS + 1);
    replay.work += events.length;
    const kept = events.length > MOST_EVENTS ? [] : events;
    replay.held.set(callerId, kept);
    return kept;
  }
}

function isTheCall(event: StoredEvent, userId: number, atMs: number): boolean {
  return isCall(event) && event.userId === userId && event.call.direction === INCOMING && event.occurredAtMs === atMs;
}
