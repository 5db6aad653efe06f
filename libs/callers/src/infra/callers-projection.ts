import { nested, plain, type Transaction } from '#platform/database';
import type { Keyring } from '#privacy';
import { Projection } from '#realtime';
import { isCall, isOfNewcomer, type StoredCall, type StoredEvent } from '#realtime/core';
import { heardRings } from '../app/heard-rings.js';
import { foldCallers, type CallerState } from '../core/caller-state.js';
import { foldPairs, type PairState } from '../core/pair-state.js';
import type { Rings } from '../core/rings.js';
import { EVERYBODYS, NEWCOMERS, type CallTables } from './caller-statements.js';

/** What calls add up to for each number. */
interface Folded {
  readonly states: ReadonlyMap<number, CallerState>;
  readonly rings: ReadonlyMap<number, Rings>;
  /** Of calls of users who were no newcomers. */
  readonly others: ReadonlyMap<number, CallerState>;
}

/** Callers, and callers by user. */
export class CallersProjection extends Projection {
  readonly tables: readonly string[];

  constructor(
    private readonly keyring: Keyring,
    private readonly into: CallTables = EVERYBODYS,
  ) {
    super();
    this.tables = into.names;
  }

  async apply(events: readonly StoredEvent[], tx: Transaction): Promise<void> {
    await this.add(events.filter(isCall), tx);
  }

  protected async add(calls: readonly StoredCall[], tx: Transaction): Promise<void> {
    if (calls.length === 0) return;
    const newUsers = await this.addPairs(foldPairs(calls), tx);
    const states = foldCallers(calls);
    const others = calls.some(isOfNewcomer) ? foldCallers(calls.filter((call) => !isOfNewcomer(call))) : states;
    await this.addCallers({ states, others, rings: heardRings(calls, this.keyring) }, newUsers, tx);
  }

  /** Returns how many users each number met for the first time. */
  private async addPairs(pairs: readonly PairState[], tx: Transaction): Promise<Map<number, number>> {
    const column = (value: (pair: PairState) => number): string => plain(pairs.map(value));
    const rows = await tx.rows(this.into.addToPairs, [
      column((pair) => pair.callerId),
      column((pair) => pair.userId),
      column((pair) => pair.answeredMs),
      column((pair) => pair.firstMs),
      column((pair) => pair.lastMs),
      column((pair) => pair.made),
      column((pair) => pair.taken),
      column((pair) => pair.answered),
      nested(pairs.map((pair) => pair.callTimes)),
      column((pair) => pair.turnedAway ?? 0),
      plain(pairs.map((pair) => pair.lastTurnedAwayMs ?? null)),
    ]);
    return new Map(rows as [number, number][]);
  }

  private async addCallers({ states, others, rings }: Folded, newUsers: ReadonlyMap<number, number>, tx: Transaction): Promise<void> {
    const ids = [...states.keys()];
    const all = [...states.values()];
    const column = (value: (state: CallerState) => number): string => plain(all.map(value));
    await tx.rows(this.into.addToCallers, [
      plain(ids),
      column((state) => state.firstMs),
      column((state) => state.lastMs),
      column((state) => state.answeredMs),
      column((state) => state.timedAnswered),
      column((state) => state.timed),
      column((state) => state.short),
      plain(ids.map((id) => newUsers.get(id) ?? 0)),
      nested(all.map((state) => state.made)),
      nested(all.map((state) => state.taken)),
      nested(all.map((state) => state.durations)),
      nested(all.map((state) => state.hours)),
      plain(ids.map((id) => rings.get(id)?.rings ?? 0)),
      plain(ids.map((id) => rings.get(id)?.shortRings ?? 0)),
      plain(ids.map((id) => others.get(id)?.firstMs ?? null)),
      plain(ids.map((id) => others.get(id)?.lastMs ?? null)),
    ]);
  }
}

/** What of that is of newcomers, beside: a second look at few events, so that all others cost what they did. */
export class NewcomersProjection extends CallersProjection {
  constructor(keyring: Keyring) {
    super(keyring, NEWCOMERS);
  }

  override async apply(events: readonly StoredEvent[], tx: Transaction): Promise<void> {
    await this.add(events.filter(isCall).filter(isOfNewcomer), tx);
  }
}
