import { bytes, plain, type Transaction } from '#platform/database';
import type { Keyring } from '#privacy';
import { Projection } from '#realtime';
import { EVENT_KINDS, type StoredEvent } from '#realtime/core';
import { disputesIn } from '../app/open-dispute-facts.js';
import { DISPUTE_OUTCOMES, firstDecisions, joins, openings, STANDINGS, type Objector } from '../core/index.js';
import { ADD_DECISIONS, ADD_JOINS, ADD_OPENINGS } from './dispute-statements.js';
import { tellChanged } from './ringing/changed-callers.js';

const whoOf = (objections: readonly { by: Objector }[]): string[] => [plain(objections.map(({ by }) => by.user)), plain(objections.map(({ by }) => STANDINGS.indexOf(by.standing)))];

/** What is said against the reports on numbers, by whom, and what was decided: facts of their own lanes, in any order. */
export class DisputesProjection extends Projection {
  readonly tables = ['caller_dispute', 'dispute_joiner'];

  constructor(private readonly keyring: Keyring) {
    super();
  }

  async apply(events: readonly StoredEvent[], tx: Transaction): Promise<void> {
    const told = events.filter(({ kind }) => kind === EVENT_KINDS.dispute);
    if (told.length === 0) return;
    const facts = disputesIn(told, this.keyring);
    const sealed = new Map(told.map(({ eventId, details }) => [eventId, Buffer.from(details ?? [])]));
    const common = (some: readonly { disputeId: string; callerId: number; atMs: number; eventId: string }[]): string[] => [
      plain(some.map(({ disputeId }) => disputeId)), plain(some.map(({ callerId }) => callerId)), plain(some.map(({ atMs }) => atMs)),
      bytes(some.map(({ eventId }) => sealed.get(eventId) as Buffer)),
    ];
    await tellChanged(facts.map(({ callerId }) => callerId), tx);
    const opened = openings(facts);
    if (opened.length > 0) await tx.rows(ADD_OPENINGS, [...common(opened), plain(opened.map(({ deadlineMs }) => deadlineMs)), ...whoOf(opened)]);
    const joined = joins(facts);
    if (joined.length > 0) await tx.rows(ADD_JOINS, [...common(joined), plain(joined.map(({ eventId }) => eventId)), ...whoOf(joined)]);
    const decided = firstDecisions(facts);
    if (decided.length === 0) return;
    await tx.rows(ADD_DECISIONS, [...common(decided), plain(decided.map(({ outcome }) => DISPUTE_OUTCOMES.indexOf(outcome))), plain(decided.map(({ eventId }) => eventId))]);
  }
}
