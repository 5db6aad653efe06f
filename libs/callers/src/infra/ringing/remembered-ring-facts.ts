import { Gathered, Remembered, type Caches } from '#platform/cache';
import { plain, type Cell, type Database } from '#platform/database';
import { makeCounter } from '#platform/metrics';
import type { Keyring } from '#privacy';
import type { CallerFacts } from '../../app/caller-read-model.js';
import type { CallerNetwork } from '../../app/campaigns/campaign-of.js';
import { RingFacts } from '../../app/ring-facts.js';
import { networkFrom, type CampaignCells, type LinkCells } from '../campaigns/network-cells.js';
import { crowdFrom, type CrowdCells } from '../crowd-rows.js';
import { neighbourhoodFrom, type AroundCells, type OwnCells } from '../ranges/reputation-cells.js';
import { CALLER_CELLS, newcomersFrom, pairFrom, stateFrom, USERS_CELL, type PairCells } from '../caller-cells.js';
import { whitelistFactsFrom, type FactCells } from '../whitelist-cells.js';
import { RING_FACTS, RING_HEARSAY } from './ring-statements.js';

const SHARE = 0.1;
/** What no notification tells of may show so late: a report's author whose earliest calls come in after it, a replay. */
const KEPT_MS = 300_000;
/** Few enough that nobody waits long for the answers to others. */
const READ_AT_ONCE = 32;
/** In memory, measured generously: of an entry, and of each row of reports, disputes or links in it. */
const ENTRY_BYTES = 600;
const ROW_BYTES = 200;

/** What others say of a number and whom it acts with: dear to read, and seldom changed. */
interface Hearsay {
  readonly crowd: CrowdCells;
  readonly network: CallerNetwork;
}

const pairKey = (callerId: number, userId: number | null | undefined): string => `${userId ?? ''},${callerId}`;

const bytesOf = ({ crowd: [reports, , disputes], network }: Hearsay): number => ENTRY_BYTES + ROW_BYTES * (reports.length + disputes.length + network.links.length);

/**
 * The facts in one round trip: what calls change is read each time, by its keys, since a number in use changes ten times between
 * two questions, and of all phones that began to ring during the last such reading at once; what is dear to read is remembered until a number changed there.
 */
export class RememberedRingFacts extends RingFacts {
  private readonly hearsay: Remembered<Hearsay>;
  private readonly changing = new Gathered((keys) => this.readChanging(keys), READ_AT_ONCE);

  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    caches: Caches,
  ) {
    super();
    const requests = makeCounter({ name: 'verdict_cache_requests_total', help: 'Questions to what verdicts remember, by whether it was there.', labels: ['part', 'result'] });
    const [hit, miss] = ['hit', 'miss'].map((result) => requests.labels({ part: 'hearsay', result }));
    this.hearsay = new Remembered({ cache: caches.create(SHARE, bytesOf, KEPT_MS), load: (ids) => this.read(ids), asked: (isHit) => (isHit ? hit : miss)?.inc() });
  }

  async now(callerId: number, userId: number | undefined): Promise<CallerFacts> {
    const key = pairKey(callerId, userId);
    const [read, { crowd, network }] = await Promise.all([this.changing.find([key]), this.hearsay.get(String(callerId))]);
    const row = read.get(key) as Cell[];
    const [own, around, pairs, ...between] = row.slice(CALLER_CELLS) as unknown as [OwnCells, AroundCells, PairCells[], ...FactCells];
    const users = (row[USERS_CELL] as number | null) ?? 0;
    const whitelist = userId === undefined ? undefined : whitelistFactsFrom({ userId, callerId }, between, this.keyring);
    return {
      caller: stateFrom(row), users, newcomers: newcomersFrom(row), ...crowdFrom(crowd, users), reputation: neighbourhoodFrom([own, around]), pairs: pairs.map((cells) => pairFrom(callerId, cells)),
      relation: whitelist?.pair, ownLabel: whitelist?.ownLabel?.label, whitelist, network,
    };
  }

  /** @param changed surrogate ids, with commas between; empty to forget all numbers, after changes may have been missed */
  forget(changed: string): void {
    if (changed === '') this.hearsay.forgetAll();
    else for (const id of changed.split(',')) this.hearsay.forget(id);
  }

  private async readChanging(keys: readonly string[]): Promise<Map<string, Cell[]>> {
    const asked = keys.map((key) => key.split(','));
    const rows = await this.database.rows(RING_FACTS, [plain(asked.map(([userId]) => userId || null)), plain(asked.map(([, callerId]) => callerId as string))]);
    return new Map(rows.map(([userId, callerId, ...cells]) => [pairKey(callerId as number, userId as number | null), cells]));
  }

  private async read(ids: readonly string[]): Promise<Map<string, Hearsay>> {
    const rows = (await this.database.rows(RING_HEARSAY, [plain(ids)])) as unknown as [id: number, CrowdCells, CampaignCells | null, LinkCells[]][];
    return new Map(rows.map(([id, crowd, campaign, links]) => [String(id), { crowd, network: networkFrom(campaign, links) }]));
  }
}
