import { DAY_MS, type Clock } from '#kernel';
import { Rest } from '#platform/process';
import { attachments, isStorm, strongestLinks, tiesOf, type Bystander, type KnownCampaign, type Suspect } from '../../core/campaigns/index.js';
import type { Campaigns, FoundCampaign, RunResult } from './campaigns.js';
import { described } from './described.js';
import type { GroupSuspects } from './group-suspects.js';
import type { Suspects } from './suspects.js';
import { withScripts } from './with-scripts.js';

/** Of the time: a storm leaves the worker enough to do. */
const SHARE = 1 / 2;
const LOOKED_AT_DAYS = 60;
/** The stormiest ones; the rest is met a minute later. */
const MOST_STORMS = 500;
/** Any of them; the rest is met by the look at everything. */
const MOST_KIN = 500;
/** Members that stand for their campaign: the latest to join, of the campaigns that called last. */
const MEMBERS_OF_EACH = 20;
const MOST_CAMPAIGNS = 100;
const MOST_CALLS = 100;
const BYSTANDERS = 1_000;
const LINKS_KEPT = 10;

export interface StormWatch {
  readonly storms: number;
  readonly kin: number;
  readonly joined: number;
  readonly opened: number;
}

/** Who may join, and what is known of the campaigns. */
interface Watched {
  readonly storms: ReadonlySet<number>;
  readonly newcomers: ReadonlySet<number>;
  readonly sample: readonly KnownCampaign[];
}

/**
 * Between two runs over everything: has numbers that suddenly call a great deal join a campaign, or open one, and numbers that have something in common with a
 * campaign join it.
 */
export class WatchStorms {
  constructor(
    private readonly suspects: Suspects,
    private readonly grouping: GroupSuspects,
    private readonly campaigns: Campaigns,
    private readonly parts: { readonly clock: Clock; readonly newId: () => string },
  ) {}

  /** @throws AppError `campaigns_changed` where another run came between; to be tried again */
  async execute(): Promise<StormWatch> {
    const startedMs = this.parts.clock.now();
    const storms = (await this.suspects.recentCalls(startedMs)).filter(isStorm).sort((one, other) => other.calls - one.calls).slice(0, MOST_STORMS).map(({ callerId }) => callerId);
    const kin = await this.suspects.recentKin(startedMs, MOST_KIN);
    const counts = { storms: storms.length, kin: kin.length };
    if (storms.length + kin.length === 0) return { ...counts, joined: 0, opened: 0 };
    const sinceMs = startedMs - LOOKED_AT_DAYS * DAY_MS;
    const { run, campaigns } = await this.campaigns.known(sinceMs, startedMs);
    const named = new Set(kin.map(({ campaignId }) => campaignId));
    const sample = sampleOf(campaigns.filter(({ id }, at) => named.has(id) || (storms.length > 0 && at < MOST_CAMPAIGNS)));
    const result = await this.resultOf({ storms: new Set(storms), newcomers: new Set([...storms, ...kin.map(({ callerId }) => callerId)]), sample }, sinceMs);
    const { joined, opened } = result;
    const kind = joined.some(({ callerId }) => storms.includes(callerId)) ? 'storm' : 'kin';
    if (joined.length > 0) await this.campaigns.save({ ...result, basedOn: run, kind, startedMs, finishedMs: this.parts.clock.now(), left: [], merged: [] });
    return { ...counts, joined: joined.length, opened: opened.length };
  }

  private async resultOf({ storms, newcomers, sample }: Watched, sinceMs: number): Promise<Pick<RunResult, 'joined' | 'opened' | 'found' | 'links' | 'stirred' | 'suspects'>> {
    const { suspects, bystanders } = await this.read([...newcomers, ...sample.flatMap(({ members }) => members.map(({ callerId }) => callerId))], sinceMs);
    const { groups, links } = await this.grouping.group([...suspects.values()], bystanders);
    const found: FoundCampaign[] = [];
    const [joined, opened]: [{ campaignId: string; callerId: number }[], string[]] = [[], []];
    for (const { id, group: at, numbers } of attachments(sample, groups.map(({ members }) => members), newcomers)) {
      // Only a storm cannot wait for the look at everything to be a campaign of its own.
      if (id === undefined && numbers.filter((callerId) => storms.has(callerId)).length < 2) continue;
      const campaignId = id ?? this.parts.newId();
      const group = groups[at] ?? { members: [], links: [] };
      if (id === undefined) opened.push(campaignId);
      const ties = new Map([...tiesOf(group)].filter(([callerId]) => newcomers.has(callerId)));
      found.push(id === undefined ? described(campaignId, { ...group, members: numbers }, suspects) : { id: campaignId, ties, description: undefined });
      joined.push(...numbers.map((callerId) => ({ campaignId, callerId })));
    }
    const related = strongestLinks(links, LINKS_KEPT).filter(({ callerId }) => newcomers.has(callerId));
    return { joined, opened, found, links: related, stirred: found.map(({ id }) => id), suspects: suspects.size };
  }

  private async read(callerIds: readonly number[], sinceMs: number): Promise<{ readonly suspects: ReadonlyMap<number, Suspect>; readonly bystanders: readonly Bystander[] }> {
    const facts = await this.suspects.load([...new Set(callerIds)], { sinceMs, mostCalls: MOST_CALLS });
    const rest = new Rest(SHARE);
    const { suspects, bystanders } = await withScripts(facts, await this.suspects.bystanders(sinceMs, BYSTANDERS), () => rest.take());
    return { suspects: new Map(suspects.map((suspect) => [suspect.callerId, suspect])), bystanders };
  }
}

/** Of each campaign the members that stand for it. */
function sampleOf(campaigns: readonly KnownCampaign[]): KnownCampaign[] {
  return campaigns.map((campaign) => ({ ...campaign, members: campaign.members.filter(({ isIn }) => isIn).slice(0, MEMBERS_OF_EACH) }));
}
