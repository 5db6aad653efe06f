import { DAY_MS, type Clock } from '#kernel';
import { Rest } from '#platform/process';
import { continuations, membershipChange, strongestLinks, type KnownCampaign, type MembershipChange, type Settled, type Suspect } from '../../core/campaigns/index.js';
import type { Campaigns, KnownCampaigns, RunResult } from './campaigns.js';
import { described } from './described.js';
import type { Grouping, GroupSuspects } from './group-suspects.js';
import type { SuspectFacts, Suspects } from './suspects.js';
import { withScripts, type LookedAt } from './with-scripts.js';

/** Of the time: the worker folds the stream on this very thread. */
const SHARE = 1 / 3;
const LOOKED_AT_DAYS = 60;
const MOST_SUSPECTS = 20_000;
/** Of one number: the latest. Cut short, a busy one seems to have set out later than its campaign did, and is told from it by that. */
const MOST_CALLS = 1_000;
/** Of all numbers: some 80 MB. */
const MOST_CALLS_IN_ALL = 1_000_000;
/** Numbers read at a time: some ten milliseconds of parsing, of very busy ones a hundred. */
const PAGE = 50;
/** A tenth of a second of SQL; shares of one in a thousand are told. */
const BYSTANDERS = 5_000;
const LINKS_KEPT = 10;
/** Of the progress: what reading the suspects, and grouping them, end at. */
const READ = 60;
const GROUPED = 70;

/** Most numbers call once or twice, so until half of what is allowed has been read each may have all its calls; then the rest is shared out. */
function callsOfEach(left: number, numbers: number): number {
  return left > MOST_CALLS_IN_ALL / 2 ? MOST_CALLS : Math.min(MOST_CALLS, Math.max(1, Math.floor(left / numbers)));
}

/** What a run came to. */
export interface CampaignRun {
  readonly suspects: number;
  readonly groups: number;
  readonly opened: number;
  readonly merged: number;
  readonly joined: number;
  readonly left: number;
}

/** Finds who acts together among all suspects, and goes on with the campaigns that are known. */
export class FindCampaigns {
  constructor(
    private readonly suspects: Suspects,
    private readonly grouping: GroupSuspects,
    private readonly campaigns: Campaigns,
    private readonly parts: { readonly clock: Clock; readonly newId: () => string },
  ) {}

  /** @param heard how much is done, 0–100. @param signal ends it before anything is saved. @throws AppError `campaigns_changed` where another run came between; to be tried again */
  async execute(heard: (percent: number) => void, signal?: AbortSignal): Promise<CampaignRun> {
    const startedMs = this.parts.clock.now();
    const sinceMs = startedMs - LOOKED_AT_DAYS * DAY_MS;
    const rest = new Rest(SHARE);
    const { suspects, bystanders } = await this.read(sinceMs, rest, (percent) => (signal?.throwIfAborted(), heard(percent)));
    const known = await this.campaigns.known(sinceMs, startedMs);
    const grouping = await this.grouping.group(suspects, bystanders);
    heard(GROUPED);
    await rest.take();
    signal?.throwIfAborted();
    const result = this.resultOf(known, grouping, suspects, startedMs);
    await this.campaigns.save(result, async (addedUp) => {
      heard(GROUPED + ((100 - GROUPED) * addedUp) / result.stirred.length);
      await rest.take();
    });
    const { opened, merged, joined, left } = result;
    return { suspects: suspects.length, groups: grouping.groups.length, opened: opened.length, merged: merged.length, joined: joined.length, left: left.length };
  }

  private async read(sinceMs: number, rest: Rest, heard: (percent: number) => void): Promise<LookedAt> {
    const ids = await this.suspects.find(sinceMs, MOST_SUSPECTS);
    const facts: SuspectFacts[] = [];
    let left = MOST_CALLS_IN_ALL;
    for (let at = 0; at < ids.length; at += PAGE) {
      const found = await this.suspects.load(ids.slice(at, at + PAGE), { sinceMs, mostCalls: callsOfEach(left, ids.length - at) });
      left -= found.reduce((sum, { calls }) => sum + calls.length, 0);
      facts.push(...found);
      heard((READ * Math.min(ids.length, at + PAGE)) / ids.length);
      await rest.take();
    }
    return withScripts(facts, await this.suspects.bystanders(sinceMs, BYSTANDERS), () => rest.take());
  }

  private resultOf({ run, campaigns }: KnownCampaigns, { groups, links }: Grouping, suspects: readonly Suspect[], startedMs: number): RunResult {
    const next = continuations(campaigns, groups.map(({ members }) => members));
    const settled = next.map((each): Settled => ({ ...each, id: each.id ?? this.parts.newId() }));
    const byId = new Map(suspects.map((suspect) => [suspect.callerId, suspect]));
    const change = membershipChange(campaigns, settled);
    return {
      ...change, stirred: stirring(campaigns, change),
      basedOn: run, kind: 'all', startedMs, finishedMs: this.parts.clock.now(), suspects: suspects.length,
      opened: settled.filter((_, at) => next[at]?.id === undefined).map(({ id }) => id),
      found: settled.map(({ id }, at) => described(id, groups[at] ?? { members: [], links: [] }, byId)),
      links: strongestLinks(links, LINKS_KEPT),
    };
  }
}

/** Campaigns that something may have happened in; the others' calls add up to what they did. */
function stirring(known: readonly KnownCampaign[], { joined, left, merged }: MembershipChange): string[] {
  const active = known.filter(({ members }) => members.some(({ isIn, isActive }) => isIn && isActive)).map(({ id }) => id);
  const gone = new Set(merged.map(({ id }) => id));
  return [...new Set([...active, ...[...joined, ...left].map(({ campaignId }) => campaignId)])].filter((id) => !gone.has(id));
}
