import { AppError, DAY_MS } from '#kernel';
import { plain, texts, type Database, type Transaction } from '#platform/database';
import type { Incidents } from '#realtime';
import { PLATFORM_USER, SPAM_CATEGORIES } from '#realtime/core';
import { Campaigns, type FoundCampaign, type KnownCampaigns, type NumberLink, type RunResult } from '../../app/campaigns/campaigns.js';
import { ENDED_AFTER_DAYS, RELATIONS, type KnownCampaign, type KnownMember, type Membership, type Tie } from '../../core/campaigns/index.js';
import {
  ADD_BLOCKS, ADD_LINKS, ADD_RUN, ADD_UP, CUT_LINKS, DESCRIBE, FORGET_BLOCKS, FORGET_LINKS, JOIN, KNOWN_CAMPAIGNS, KNOWN_RUN, LAPSE, LEAVE, LOCK_CAMPAIGNS, MERGE, OPEN, TIE,
} from './campaign-statements.js';
import { tellAllChanged, tellChanged, tellMembersChanged } from '../ringing/changed-callers.js';

/** So long a number that left still tells its campaign by, where a run did not find it. */
const REMEMBERED_MS = 7 * DAY_MS;
/** Campaigns silent for longer are history: numbers have changed hands since. */
const REVIVED_MS = 180 * DAY_MS;
/** Links are kept so long after they were cut, for answers as of then. */
const LINKS_KEPT_MS = 90 * DAY_MS;

type KnownCells = [id: string, openedMs: number, callerId: number, isIn: boolean, isActive: boolean];

function ids(memberships: readonly Membership[]): [string, string] {
  return [plain(memberships.map(({ campaignId }) => campaignId)), plain(memberships.map(({ callerId }) => callerId))];
}

const endedBefore = (nowMs: number): number => nowMs - ENDED_AFTER_DAYS * DAY_MS;
/** What changes less need not be written anew. */
const twoDecimals = (strength: number): number => Math.round(strength * 100) / 100;
const cells = (ties: readonly Tie[]): string => JSON.stringify(ties.map(({ relation, strength, numbers }) => [RELATIONS.indexOf(relation), twoDecimals(strength), numbers]));

export class PgCampaigns extends Campaigns {
  /** @param incidents hears of storms; without it nobody does */
  constructor(
    private readonly database: Database,
    private readonly incidents?: Incidents,
  ) {
    super();
  }

  async known(activeSinceMs: number, nowMs: number): Promise<KnownCampaigns> {
    // The run first: what is saved between the two makes saving fail, not forget.
    const [[run] = []] = await this.database.rows(KNOWN_RUN);
    const rows = (await this.database.rows(KNOWN_CAMPAIGNS, [activeSinceMs, nowMs - REMEMBERED_MS, nowMs - REVIVED_MS])) as unknown as KnownCells[];
    const campaigns = new Map<string, KnownCampaign & { readonly members: KnownMember[] }>();
    for (const [id, openedMs, callerId, isIn, isActive] of rows) {
      const campaign = campaigns.get(id) ?? { id, openedMs, members: [] };
      campaigns.set(id, campaign);
      campaign.members.push({ callerId, isIn, isActive });
    }
    return { run: run as number, campaigns: [...campaigns.values()] };
  }

  async save(result: RunResult, between: (addedUp: number) => Promise<void> = () => Promise.resolve()): Promise<void> {
    const { basedOn, kind, startedMs, finishedMs: atMs, suspects, opened, left, merged } = result;
    await this.database.transaction(async (tx) => {
      await tx.rows(LOCK_CAMPAIGNS);
      const [[run] = []] = await tx.rows(KNOWN_RUN);
      if (run !== basedOn) throw new AppError('campaigns_changed', 'conflict', 'another run was saved meanwhile');
      await tx.rows(ADD_RUN, [kind, startedMs, atMs, suspects]);
      await tx.rows(OPEN, [plain(opened), atMs]);
      await tx.rows(LEAVE, [...ids(left), atMs]);
      await tx.rows(MERGE, [plain(merged.map(({ id }) => id)), plain(merged.map(({ into }) => into))]);
      await this.tie(result, tx);
      await this.describe(result.found, tx);
      await this.link(result.links, result, tx);
      await tx.rows(LAPSE, [endedBefore(atMs)]);
      for (const [at, id] of result.stirred.entries()) {
        await tx.rows(ADD_UP, [id, endedBefore(atMs), atMs]);
        await between(at + 1);
      }
      await tell(result, tx);
      if (kind === 'storm') await this.raise(result, tx);
    });
  }

  /** A campaign that grows in a storm is one incident for as long as numbers keep joining. */
  private async raise({ found, joined, opened, finishedMs: atMs }: RunResult, tx: Transaction): Promise<void> {
    for (const campaignId of found.map(({ id }) => id).sort()) {
      const numbers = joined.filter((membership) => membership.campaignId === campaignId).length;
      const isNew = opened.includes(campaignId);
      await this.incidents?.raise({
        source: 'campaign', kind: 'storm', severity: isNew ? 'high' : 'medium', userId: PLATFORM_USER, key: `campaign:${campaignId}`, atMs, silenceMs: DAY_MS,
        evidence: { campaignId, numbersJoined: numbers, isNew }, text: `${isNew ? 'A new campaign' : 'A known campaign'}: ${numbers} numbers joined it at once`,
      }, tx);
    }
  }

  /** Who joins comes with its ties; who stays gets those of now. */
  private async tie({ found, joined, finishedMs: atMs }: RunResult, tx: Transaction): Promise<void> {
    const tiesOf = new Map(found.flatMap(({ ties }) => Array.from(ties, ([callerId, each]): [number, string] => [callerId, cells(each)])));
    const newcomers = new Set(joined.map(({ callerId }) => callerId));
    const staying = found.flatMap(({ id, ties }) => [...ties.keys()].filter((callerId) => !newcomers.has(callerId)).map((callerId) => ({ campaignId: id, callerId })));
    const column = (memberships: readonly Membership[]): string => texts(memberships.map(({ callerId }) => tiesOf.get(callerId) ?? '[]'));
    await tx.rows(TIE, [...ids(staying), column(staying)]);
    await tx.rows(JOIN, [...ids(joined), column(joined), atMs]);
  }

  private async describe(found: readonly FoundCampaign[], tx: Transaction): Promise<void> {
    const described = found.flatMap(({ id, description }) => (description === undefined ? [] : [{ id, ...description }]));
    const column = (value: (campaign: (typeof described)[number]) => string | number | null): string => plain(described.map(value));
    const categories = column(({ category }) => (category === null ? null : SPAM_CATEGORIES.indexOf(category)));
    await tx.rows(DESCRIBE, [column(({ id }) => id), column(({ confidence }) => confidence), categories]);
    await tx.rows(FORGET_BLOCKS, [column(({ id }) => id)]);
    const blocks = described.flatMap(({ id, likelyNext }) => likelyNext.map((block, place) => ({ id, place, ...block })));
    const blockColumn = (value: (block: (typeof blocks)[number]) => string | number): string => plain(blocks.map(value));
    await tx.rows(ADD_BLOCKS, [
      blockColumn(({ id }) => id), blockColumn(({ place }) => place), blockColumn(({ callerId }) => callerId),
      blockColumn(({ freeDigits }) => freeDigits), blockColumn(({ probability }) => probability),
    ]);
  }

  private async link(links: readonly NumberLink[], { kind, finishedMs: atMs }: RunResult, tx: Transaction): Promise<void> {
    const column = (value: (link: NumberLink) => number): string => plain(links.map(value));
    const named = [column(({ callerId }) => callerId), column(({ otherId }) => otherId), column(({ relation }) => RELATIONS.indexOf(relation))];
    if (kind === 'all') await tx.rows(CUT_LINKS, [...named, atMs]);
    await tx.rows(ADD_LINKS, [...named, column(({ strength }) => twoDecimals(strength)), atMs]);
    await tx.rows(FORGET_LINKS, [atMs - LINKS_KEPT_MS]);
  }
}

/** A look for storms changes little; whoever looked at all numbers may have cut any link. */
async function tell({ kind, found, left, links }: RunResult, tx: Transaction): Promise<void> {
  if (kind === 'all') return tellAllChanged(tx);
  await tellChanged([...left, ...links].map(({ callerId }) => callerId), tx);
  await tellMembersChanged(found.map(({ id }) => id), tx);
}
