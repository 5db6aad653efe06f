import type { Keyring } from '#privacy';
import { EVENT_KINDS, type StoredEvent } from '#realtime/core';
import type { DisputeFact, DisputeOutcome } from '../core/index.js';

/** What an opening says, sealed in the log. */
export interface OpeningDetails {
  readonly fact: 'opened';
  readonly deadlineMs: number;
  readonly reason: string;
  readonly contact?: string | undefined;
  /** What the opener's Idempotency-Key amounts to, where one was given. */
  readonly act?: string | undefined;
}

/** What a decision says, sealed in the log. `by` is the subject of the moderator's token. */
export interface DecisionDetails {
  readonly fact: 'resolved';
  readonly disputeId: string;
  readonly outcome: DisputeOutcome;
  readonly note: string;
  readonly by: string;
}

export function sealDetails(details: OpeningDetails | DecisionDetails, keyring: Keyring): Buffer {
  return keyring.seal('details', JSON.stringify(details));
}

export function openDetails<Details extends Partial<OpeningDetails> | DecisionDetails>(sealed: Uint8Array, keyring: Keyring): Details {
  return JSON.parse(keyring.open('details', Buffer.from(sealed))) as Details;
}

/** The facts on disputes among `events`, their sealed content opened. */
export function disputesIn(events: readonly StoredEvent[], keyring: Keyring): DisputeFact[] {
  return events.filter(({ kind }) => kind === EVENT_KINDS.dispute).map((event) => factOf(event, keyring));
}

function factOf({ eventId, subjectId, occurredAtMs: atMs, details = new Uint8Array() }: StoredEvent, keyring: Keyring): DisputeFact {
  const said = openDetails<OpeningDetails | DecisionDetails>(details, keyring);
  const common = { callerId: subjectId as number, eventId, atMs };
  if (said.fact === 'opened') return { ...common, fact: 'opened', disputeId: eventId, deadlineMs: said.deadlineMs };
  return { ...common, fact: 'resolved', disputeId: said.disputeId, outcome: said.outcome };
}

/** The dispute that `act` opened; where it was opened before ids were given by number, the act is its id. */
export function openedBy(act: string, events: readonly StoredEvent[], keyring: Keyring): string | undefined {
  return events.find(({ eventId, details = new Uint8Array() }) => eventId === act || openDetails<Partial<OpeningDetails>>(details, keyring).act === act)?.eventId;
}
