import { plain, type Transaction } from '#platform/database';
import type { Keyring } from '#privacy';
import { labelsIn, Projection } from '#realtime';
import { FEEDBACK_LABELS, isCall, isOfNewcomer, latestLabels, type FeedbackLabel, type StoredCall, type StoredEvent, type UserLabel } from '#realtime/core';
import { foldReputation, type CallerReputation, type WordChange } from '../../core/index.js';
import { ADD_REPUTATION, DROP_EMPTY, MET, WORDS } from './reputation-statements.js';

interface Pair {
  readonly callerId: number;
  readonly userId: number;
}

const keyOf = ({ callerId, userId }: Pair): string => `${callerId} ${userId}`;
const columns = (pairs: readonly Pair[]): [string, string] => [plain(pairs.map(({ callerId }) => callerId)), plain(pairs.map(({ userId }) => userId))];

/**
 * Numbers and blocks by fortnight, from calls of established users. After the callers, newcomers' too, and before the reports: it reads calls as they are and words as they were before the
 * batch, and what it adds is the difference. A user's events are folded one batch after the other, so nothing comes between.
 */
export class ReputationProjection extends Projection {
  readonly tables = ['reputation', 'block_reputation'];

  constructor(private readonly keyring: Keyring) {
    super();
  }

  async apply(events: readonly StoredEvent[], tx: Transaction): Promise<void> {
    const calls = events.filter(isCall).filter((call) => !isOfNewcomer(call));
    const labels = latestLabels(labelsIn(events, this.keyring));
    if (calls.length + labels.length === 0) return;
    const rows = foldReputation(calls, await this.changes(calls, labels, tx));
    if (rows.length > 0) await this.add(rows, tx);
  }

  private async changes(calls: readonly StoredCall[], labels: readonly UserLabel[], tx: Transaction): Promise<WordChange[]> {
    const called = new Map<string, Pair & { count: number }>();
    for (const { call: { callerId }, userId } of calls) {
      const pair = called.get(keyOf({ callerId, userId })) ?? { callerId, userId, count: 0 };
      pair.count++;
      called.set(keyOf(pair), pair);
    }
    const said = new Map(labels.map((label) => [keyOf(label), label]));
    const before = await wordsBefore([...new Map<string, Pair>([...called, ...said]).values()], tx);
    const spoken = [...new Map<string, Pair>([...before, ...said]).values()];
    if (spoken.length === 0) return [];
    const counts = (await tx.rows(MET, columns(spoken))) as unknown as [callerId: number, userId: number, calls: number][];
    const met = new Map(counts.map(([callerId, userId, calls]) => [keyOf({ callerId, userId }), calls]));
    return spoken.map((pair) => {
      const key = keyOf(pair);
      const [old, now] = [before.get(key), met.get(key) ?? 0];
      const [latest] = latestLabels([old, said.get(key)].filter((label) => label !== undefined));
      return { callerId: pair.callerId, before: { met: now > (called.get(key)?.count ?? 0), said: old }, after: { met: now > 0, said: latest } };
    });
  }

  private async add(rows: readonly CallerReputation[], tx: Transaction): Promise<void> {
    const column = (value: (row: CallerReputation) => number): string => plain(rows.map(value));
    const [callers, fortnights] = [column(({ callerId }) => callerId), column(({ fortnight }) => fortnight)];
    await tx.rows(ADD_REPUTATION, [
      callers, fortnights,
      column(({ heatBad }) => heatBad), column(({ heatGood }) => heatGood), column(({ evidenceBad }) => evidenceBad), column(({ evidenceGood }) => evidenceGood),
      column(({ users }) => users.low), column(({ users }) => users.high), column(({ numbers }) => numbers.low), column(({ numbers }) => numbers.high), column(({ callHeat }) => callHeat),
    ]);
    const takesBack = rows.filter(({ heatBad, heatGood }) => heatBad < 0 || heatGood < 0);
    if (takesBack.length > 0) await tx.rows(DROP_EMPTY, [plain(takesBack.map(({ callerId }) => callerId)), plain(takesBack.map(({ fortnight }) => fortnight))]);
  }
}

async function wordsBefore(pairs: readonly Pair[], tx: Transaction): Promise<Map<string, UserLabel>> {
  const rows = (await tx.rows(WORDS, columns(pairs))) as unknown as [callerId: number, userId: number, label: number, reportedMs: number, eventId: string][];
  return new Map(rows.map(([callerId, userId, label, reportedMs, eventId]) => [
    keyOf({ callerId, userId }), { callerId, userId, label: FEEDBACK_LABELS[label] as FeedbackLabel, category: undefined, reportedMs, eventId },
  ]));
}
