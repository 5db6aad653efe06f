import type { Keyring } from '#privacy';
import { EVENT_KINDS, type StoredEvent } from '#realtime/core';
import type { DisputeFact, DisputeOutcome, Standing } from '../core/index.js';

/** What somebody objects, and what speaks for them. */
export interface ObjectionDetails {
  readonly reason: string;
  readonly contact?: string | undefined;
  /** What their Idempotency-Key amounts to, where one was given. */
  readonly act?: string | undefined;
  /** Of openings in older logs it is not told. */
  readonly standing?: Standing | undefined;
}

/** What an opening says, sealed in the log. */
export interface OpeningDetails extends ObjectionDetails {
  readonly fact: 'opened';
  readonly deadlineMs: number;
}

/** What somebody says who joins a dispute, sealed in the log. */
export interface JoinDetails extends ObjectionDetails {
  readonly fact: 'joined';
  readonly disputeId: string;
}

/** What a decision says, sealed in the log. `by` is the subject of the moderator's token. */
export interface DecisionDetails {
  readonly fact: 'resolved';
  readonly disputeId: string;
  readonly outcome: DisputeOutcome;
  readonly note: string;
  readonly by: string;
}

type Details = OpeningDetails | JoinDetails | DecisionDetails;

export function sealDetails(details: Details, keyring: Keyring): Buffer {
  return keyring.seal('details', JSON.stringify(details));
}

export function openDetails<Said extends Partial<Details> = Details>(sealed: Uint8Array, keyring: Keyring): Said {
  return JSON.parse(keyring.open('details', Buffer.from(sealed))) as Said;
}

/** The facts on disputes among `events`, their sealed content opened. */
export function disputesIn(events: readonly StoredEvent[], keyring: Keyring): DisputeFact[] {
  return events.filter(({ kind }) => kind === EVENT_KINDS.dispute).map((event) => factOf(event, keyring));
}

function factOf({ eventId, subjectId, userId: user, occurredAtMs: atMs, details = new Uint8Array() }: StoredEvent, keyring: Keyring): DisputeFact {
  const said = openDetails(details, keyring);
  const common = { callerId: subjectId as number, eventId, atMs };
  if (said.fact === 'resolved') return { ...common, fact: 'resolved', disputeId: said.disputeId, outcome: said.outcome };
  const by = { user, standing: said.standing ?? 'none' };
  if (said.fact === 'joined') return { ...common, fact: 'joined', disputeId: said.disputeId, by };
  return { ...common, fact: 'opened', disputeId: eventId, deadlineMs: said.deadlineMs, by };
}

/** The dispute that `act` opened or joined; where it was opened before ids were given by number, the act is its id. */
export function answerTo(act: string, events: readonly StoredEvent[], keyring: Keyring): string | undefined {
  for (const { eventId, details = new Uint8Array() } of events) {
    const said = openDetails<Partial<JoinDetails>>(details, keyring);
    if (eventId === act || said.act === act) return said.disputeId ?? eventId;
  }
  return undefined;
}
