import { DAY_MS, type Clock } from '#kernel';
import { Rest } from '#platform/process';
import { attachments, isStorm, strongestLinks, tiesOf, type Bystander, type KnownCampaign, type Suspect } from '../../core/campaigns/index.js';
import type { Campaigns, FoundCampaign } from './campaigns.js';
import { described } from './described.js';
import type { GroupSuspects } from './group-suspects.js';
import type { Suspects } from './suspects.js';
import { withScripts } from './with-scripts.js';

/** Of the time: a storm leaves the worker enough to do. */
const SHARE = 1 / 2;
const LOOKED_AT_DAYS = 60;
/** The stormiest ones; the rest is met a minute later. */
const MOST_STORMS = 500;
/** Members that stand for their campaign: the latest to join, of the campaigns that called last. */
const MEMBERS_OF_EACH = 20;
const MOST_CAMPAIGNS = 100;
const MOST_CALLS = 100;
const BYSTANDERS = 1_000;
const LINKS_KEPT = 10;

export interface StormWatch {
  readonly storms: number;
  readonly joined: number;
  readonly opened: number;
}

/** Between two runs over everything: has numbers that suddenly call a great deal join a campaign, or open one. */
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
    const storms = (await this.suspects.recentCalls(startedMs)).filter(isStorm).sort((one, other) => other.calls - one.calls);
    if (storms.length === 0) return { storms: 0, joined: 0, opened: 0 };
    const sinceMs = startedMs - LOOKED_AT_DAYS * DAY_MS;
    const { run, campaigns } = await this.campaigns.known(sinceMs, startedMs);
    const newcomers = new Set(storms.slice(0, MOST_STORMS).map(({ callerId }) => callerId));
    const sample = sampleOf(campaigns);
    const { suspects, bystanders } = await this.read([...newcomers, ...sample.flatMap(({ members }) => members.map(({ callerId }) => callerId))], sinceMs);
    const { groups, links } = await this.grouping.group([...suspects.values()], bystanders);
    const found: FoundCampaign[] = [];
    const [joined, opened]: [{ campaignId: string; callerId: number }[], string[]] = [[], []];
    for (const { id, group: at, numbers } of attachments(sample, groups.map(({ members }) => members), newcomers)) {
      const campaignId = id ?? this.parts.newId();
      const group = groups[at] ?? { members: [], links: [] };
      if (id === undefined) opened.push(campaignId);
      const ties = new Map([...tiesOf(group)].filter(([callerId]) => newcomers.has(callerId)));
      found.push(id === undefined ? described(campaignId, { ...group, members: numbers }, suspects) : { id: campaignId, ties, description: undefined });
      joined.push(...numbers.map((callerId) => ({ campaignId, callerId })));
    }
    if (joined.length > 0) {
      const related = strongestLinks(links, LINKS_KEPT).filter(({ callerId }) => newcomers.has(callerId));
      const finishedMs = this.parts.clock.now();
      const stirred = found.map(({ id }) => id);
      await this.campaigns.save({ basedOn: run, kind: 'storm', startedMs, finishedMs, suspects: suspects.size, joined, left: [], merged: [], opened, found, links: related, stirred });
    }
    return { storms: storms.length, joined: joined.length, opened: opened.length };
  }

  private async read(callerIds: readonly number[], sinceMs: number): Promise<{ readonly suspects: ReadonlyMap<number, Suspect>; readonly bystanders: readonly Bystander[] }> {
    const facts = await this.suspects.load([...new Set(callerIds)], { sinceMs, mostCalls: MOST_CALLS });
    const rest = new Rest(SHARE);
    const { suspects, bystanders } = await withScripts(facts, await this.suspects.bystanders(sinceMs, BYSTANDERS), () => rest.take());
    return { suspects: new Map(suspects.map((suspect) => [suspect.callerId, suspect])), bystanders };
  }
}

function sampleOf(campaigns: readonly KnownCampaign[]): KnownCampaign[] {
  return campaigns.slice(0, MOST_CAMPAIGNS).map((campaign) => ({ ...campaign, members: campaign.members.filter(({ isIn }) => isIn).slice(0, MEMBERS_OF_EACH) }));
}
