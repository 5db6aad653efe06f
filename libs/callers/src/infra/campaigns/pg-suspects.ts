import { DAY_MS } from '#kernel';
import { plain, type Cell, type Database } from '#platform/database';
import { rangePrefix, type E164, type Identities, type Keyring } from '#privacy';
import { OUTCOMES, PARTITIONS, SPAM_CATEGORIES, type Outcome, type SpamCategory } from '#realtime/core';
import { Suspects, type BystanderFacts, type CallWindow, type Kin, type SuspectFacts } from '../../app/campaigns/suspects.js';
import type { CallerHints, RecentCalls, SuspectCall } from '../../core/campaigns/index.js';
import { BYSTANDERS, FIND_SUSPECTS, FORGET_NOTES, NOTE_POSITION, NOTED_POSITION, RECENT_CALLS, RECENT_KIN, SUSPECT_CALLS, SUSPECT_CATEGORIES, SUSPECT_HINTS } from './suspect-statements.js';

const BLOCK_SCOPES = ['range-10', 'range-100', 'range-1000', 'range-10000'] as const;
/** An event may be stamped so long after its receipt. */
const AHEAD_MS = 2 * DAY_MS;
const SPAN_MS = 600_000;
/** Twice what goes by between two looks: what a call said is folded a little after the call is in the log. */
const KIN_SPAN_MS = 120_000;
const NOTES_KEPT_MS = 2 * SPAN_MS;
/** Events a look for storms reads at most, about: a third of a second for PostgreSQL. Beyond, it looks at a part of the users. */
const MOST_READ = 500_000;
/** Calls of a number that are looked into at all, counted among the users looked at. */
const FEWEST_COUNTED = 6;

const PICKED_UP: readonly Outcome[] = ['answered', 'transferred', 'ai_handled'];
const isPickedUp = (outcome: number): boolean => PICKED_UP.includes(OUTCOMES[outcome] as Outcome);

/** How many of the partitions of users may be looked at where so many events came. */
const partitionsOf = (events: number): number => Math.max(1, Math.min(PARTITIONS, Math.floor((PARTITIONS * MOST_READ) / events)));
const firstPartitions = (count: number): string => plain(Array.from({ length: count }, (_, partition) => partition));

export class PgSuspects extends Suspects {
  constructor(
    private readonly database: Database,
    private readonly identities: Identities,
    private readonly keyring: Keyring,
  ) {
    super();
  }

  async find(sinceMs: number, limit: number): Promise<readonly number[]> {
    return (await this.database.rows(FIND_SUSPECTS, [sinceMs, limit])).map(([callerId]) => callerId as number);
  }

  async load(callerIds: readonly number[], { sinceMs, mostCalls }: CallWindow): Promise<readonly SuspectFacts[]> {
    const ids = plain(callerIds);
    const [numbers, calls, categories, hints] = await Promise.all([
      this.identities.revealPhones(callerIds),
      this.database.rows(SUSPECT_CALLS, [ids, sinceMs, sinceMs - AHEAD_MS, mostCalls]),
      this.database.rows(SUSPECT_CATEGORIES, [ids]),
      this.database.rows(SUSPECT_HINTS, [ids]),
    ]);
    const [callsOf, categoryOf, hintsOf] = [callsByNumber(calls), new Map(categories.map(([id, category]) => [id, category])), hintsByNumber(hints)];
    return [...numbers].map(([callerId, number]) => {
      const { callbacks, scripts } = hintsOf.get(callerId) ?? { callbacks: [], scripts: [] };
      const category = categoryOf.get(callerId) as number | undefined;
      return {
        callerId, blocks: this.blocksOf(number), calls: (callsOf.get(callerId) ?? []).slice(-mostCalls),
        category: category === undefined ? null : (SPAM_CATEGORIES[category] as SpamCategory), callbacks, sketches: scripts,
      };
    });
  }

  async bystanders(sinceMs: number, about: number): Promise<readonly BystanderFacts[]> {
    const rows = await this.database.rows(BYSTANDERS, [sinceMs, about]);
    return (rows as unknown as [number, string[], string[]][]).map(([startMs, callbacks, sketches]) => ({ startMs, callbacks, sketches }));
  }

  async recentCalls(nowMs: number): Promise<readonly RecentCalls[]> {
    await this.database.rows(NOTE_POSITION, [nowMs]);
    const [note] = await this.database.rows(NOTED_POSITION, [nowMs - SPAN_MS]);
    await this.database.rows(FORGET_NOTES, [nowMs - NOTES_KEPT_MS]);
    const [atMs, from, to] = note as [number, number, number];
    if (to <= from) return [];
    const looked = partitionsOf(to - from);
    const scale = PARTITIONS / looked;
    const rows = await this.database.rows(RECENT_CALLS, [firstPartitions(looked), from, to, Math.min(atMs, nowMs - SPAN_MS), FEWEST_COUNTED]);
    return (rows as [number, number, number, number | null, number | null][]).map(([callerId, counted, users, firstMs, made]) => {
      const calls = counted * scale;
      const usual = firstMs === null ? 0 : (Math.max(0, (made ?? 0) - calls) / Math.max(DAY_MS, nowMs - firstMs)) * Math.max(SPAN_MS, nowMs - atMs);
      return { callerId, calls, users: users * scale, usual };
    });
  }

  async recentKin(nowMs: number, limit: number): Promise<readonly Kin[]> {
    const [note] = await this.database.rows(NOTED_POSITION, [nowMs - KIN_SPAN_MS]);
    const [atMs, from, to] = note as [number, number, number];
    if (to <= from) return [];
    const rows = await this.database.rows(RECENT_KIN, [firstPartitions(partitionsOf(to - from)), from, to, Math.min(atMs, nowMs - KIN_SPAN_MS), limit]);
    return (rows as [number, string][]).map(([callerId, campaignId]) => ({ callerId, campaignId }));
  }

  private blocksOf(number: E164): (string | undefined)[] {
    return BLOCK_SCOPES.map((scope, at) => {
      const prefix = rangePrefix(number, at + 1);
      return prefix === undefined ? undefined : this.keyring.blindIndex(scope, prefix).toString('hex');
    });
  }
}

function callsByNumber(rows: readonly Cell[][]): Map<number, SuspectCall[]> {
  const calls = new Map<number, SuspectCall[]>();
  for (const [id, userId, atMs, durationMs, outcome] of rows as [number, number, number, number | null, number][]) {
    const known = calls.get(id) ?? [];
    calls.set(id, known);
    known.push({ userId, atMs, durationMs: isPickedUp(outcome) ? (durationMs ?? undefined) : undefined, outcome });
  }
  return calls;
}

function hintsByNumber(rows: readonly unknown[][]): Map<number, CallerHints> {
  return new Map((rows as [number, string[], string[]][]).map(([id, callbacks, scripts]) => [id, { callbacks, scripts }]));
}
