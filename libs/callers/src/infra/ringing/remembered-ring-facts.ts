import { Gathered, Remembered, type Cache, type Caches } from '#platform/cache';
import { plain, texts, type Cell, type Database } from '#platform/database';
import { makeCounter } from '#platform/metrics';
import type { Keyring } from '#privacy';
import type { CallerFacts } from '../../app/caller-read-model.js';
import type { CallerNetwork } from '../../app/campaigns/campaign-of.js';
import { RingFacts } from '../../app/ring-facts.js';
import type { Neighbourhood } from '../../core/index.js';
import { networkFrom, type CampaignCells, type LinkCells } from '../campaigns/network-cells.js';
import { crowdFrom, type CrowdCells } from '../crowd-rows.js';
import { blocksFrom, ownFrom, type AroundCells, type OwnCells } from '../ranges/reputation-cells.js';
import { CALLER_CELLS, newcomersFrom, pairsFrom, stateFrom, USERS_CELL, type PairCells } from '../caller-cells.js';
import { whitelistFactsFrom, type FactCells } from '../whitelist-cells.js';
import { RING_FACTS, RING_HEARSAY } from './ring-statements.js';

const SHARE = 0.1;
/** What no notification tells of may show so late: a report's author whose earliest calls come in after it, a replay. */
const KEPT_MS = 300_000;
/** Few enough that nobody waits long for the answers to others. */
const READ_AT_ONCE = 32;
/** In memory, measured generously: of an entry that holds what all others of its kind hold, of any other, of each row of reports, disputes, links or reputation in it, and of each pair. */
const BARE_ENTRY_BYTES = 200;
const ENTRY_BYTES = 600;
const ROW_BYTES = 200;
const PAIR_BYTES = 100;

/** What others say of a number and whom it acts with: dear to read, and seldom changed. */
interface Hearsay {
  readonly crowd: CrowdCells;
  readonly network: CallerNetwork;
}

/** What is dear to read and follows from rows that have not been written since: no notification tells, each reading does. */
interface Unchanged {
  readonly pairsVersion: string | null;
  readonly pairs: CallerFacts['pairs'];
  readonly blocksVersion: string | null;
  readonly blocks: Neighbourhood['blocks'];
}

/** Cells of `RING_FACTS` after those of the number. */
type MoreCells = [OwnCells, ...FactCells, pairsVersion: string | null, PairCells[] | null, blocksVersion: string | null, AroundCells];

interface Ringing extends Unchanged {
  readonly row: readonly Cell[];
  readonly own: OwnCells;
  readonly between: FactCells;
}

/** No version is empty. */
const NEVER_READ: Unchanged = { pairsVersion: '', pairs: [], blocksVersion: '', blocks: undefined };

const pairKey = (callerId: number, userId: number | null | undefined): string => `${userId ?? ''},${callerId}`;

/** Of most numbers nobody says anything: all of these share one value, so that there is room for them. */
const NOTHING_SAID: Hearsay = { crowd: [[], null, []], network: { campaign: undefined, links: [] } };

function hearsayFrom(crowd: CrowdCells, campaign: CampaignCells | null, links: readonly LinkCells[]): Hearsay {
  const [reports, , disputes] = crowd;
  return reports.length + disputes.length + links.length === 0 && campaign === null ? NOTHING_SAID : { crowd, network: networkFrom(campaign, links) };
}

function bytesOf(hearsay: Hearsay): number {
  const { crowd: [reports, , disputes], network } = hearsay;
  return hearsay === NOTHING_SAID ? BARE_ENTRY_BYTES : ENTRY_BYTES + ROW_BYTES * (reports.length + disputes.length + network.links.length);
}

const unchangedBytes = ({ pairs, blocks = [] }: Unchanged): number =>
  ENTRY_BYTES + PAIR_BYTES * pairs.length + ROW_BYTES * blocks.reduce((sum, rows = []) => sum + rows.length, 0);

/**
 * The facts in one round trip: what calls change is read each time, by its keys, since a number in use changes ten times between
 * two questions, and of all phones that began to ring during the last such reading at once. What of it is dear to read is sent only where it is another than
 * last time; what calls do not change is remembered until a number changed there.
 */
export class RememberedRingFacts extends RingFacts {
  private readonly hearsay: Remembered<Hearsay>;
  private readonly unchanged: Cache<Unchanged>;
  private readonly count: (part: string, isHit: boolean) => void;
  private readonly changing = new Gathered((keys) => this.readChanging(keys), READ_AT_ONCE);

  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    caches: Caches,
  ) {
    super();
    const requests = makeCounter({ name: 'verdict_cache_requests_total', help: 'Questions to what verdicts remember, by whether it was there.', labels: ['part', 'result'] });
    const counters = new Map(['hearsay', 'pairs', 'blocks'].map((part) => [part, (['hit', 'miss'] as const).map((result) => requests.labels({ part, result }))]));
    this.count = (part, isHit) => counters.get(part)?.[isHit ? 0 : 1]?.inc();
    this.hearsay = new Remembered({ cache: caches.create(SHARE, bytesOf, KEPT_MS), load: (ids) => this.read(ids), asked: (isHit) => this.count('hearsay', isHit) });
    this.unchanged = caches.create(SHARE, unchangedBytes, KEPT_MS);
  }

  async now(callerId: number, userId: number | undefined): Promise<CallerFacts> {
    const key = pairKey(callerId, userId);
    const [read, { crowd, network }] = await Promise.all([this.changing.find([key]), this.hearsay.get(String(callerId))]);
    const { row, own, blocks, pairs, between } = read.get(key) as Ringing;
    const users = (row[USERS_CELL] as number | null) ?? 0;
    const whitelist = userId === undefined ? undefined : whitelistFactsFrom({ userId, callerId }, between, this.keyring);
    return {
      caller: stateFrom(row), users, newcomers: newcomersFrom(row), ...crowdFrom(crowd, users), reputation: { own: ownFrom(own), blocks }, pairs,
      relation: whitelist?.pair, ownLabel: whitelist?.ownLabel?.label, whitelist, network,
    };
  }

  /** @param changed surrogate ids, with commas between; empty to forget all numbers, after changes may have been missed */
  forget(changed: string): void {
    if (changed === '') this.hearsay.forgetAll();
    else for (const id of changed.split(',')) this.hearsay.forget(id);
  }

  private async readChanging(keys: readonly string[]): Promise<Map<string, Ringing>> {
    const asked = keys.map((key) => key.split(','));
    const callers = asked.map(([, callerId]) => callerId as string);
    const kept = new Map(callers.map((callerId) => [callerId, this.unchanged.get(callerId) ?? NEVER_READ]));
    const brought = callers.map((callerId) => kept.get(callerId) as Unchanged);
    const rows = await this.database.rows(RING_FACTS, [
      plain(asked.map(([userId]) => userId || null)), plain(callers), texts(brought.map(({ pairsVersion }) => pairsVersion)), texts(brought.map(({ blocksVersion }) => blocksVersion)),
    ]);
    return new Map(rows.map(([userId, callerId, ...row]) => [pairKey(callerId as number, userId as number | null), this.ringingFrom(String(callerId), row, kept.get(String(callerId)) as Unchanged)]));
  }

  private ringingFrom(callerId: string, row: readonly Cell[], before: Unchanged): Ringing {
    const [own, pair, label, changes, pairsVersion, pairs, blocksVersion, around] = row.slice(CALLER_CELLS) as unknown as MoreCells;
    const [samePairs, sameBlocks] = [pairsVersion === before.pairsVersion, blocksVersion === before.blocksVersion];
    this.count('pairs', samePairs);
    this.count('blocks', sameBlocks);
    const now: Unchanged = {
      pairsVersion, pairs: samePairs ? before.pairs : pairsFrom(pairs ?? []), blocksVersion, blocks: sameBlocks ? before.blocks : blocksFrom(around),
    };
    if (!samePairs || !sameBlocks) this.unchanged.set(callerId, now);
    return { ...now, row, own, between: [pair, label, changes] };
  }

  private async read(ids: readonly string[]): Promise<Map<string, Hearsay>> {
    const rows = (await this.database.rows(RING_HEARSAY, [plain(ids)])) as unknown as [id: number, CrowdCells, CampaignCells | null, LinkCells[]][];
    return new Map(rows.map(([id, ...cells]) => [String(id), hearsayFrom(...cells)]));
  }
}
