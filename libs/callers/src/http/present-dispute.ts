import { maskPhone, type E164, type Keyring } from '#privacy';
import type { DisputeCase, SealedObjection } from '../app/caller-disputes.js';
import { openDetails, type DecisionDetails, type ObjectionDetails } from '../app/open-dispute-facts.js';
import type { DisputeDetailsDto, DisputeDto, ObjectionDto } from './disputes.dto.js';

const instant = (epochMs: number): string => new Date(epochMs).toISOString();

/** A dispute as the queue shows it, its number masked. */
export function presentDispute({ id, outcome, openedMs, deadlineMs, resolvedMs, evidence }: DisputeCase, number: E164, nowMs: number): DisputeDto {
  return {
    id, state: outcome ?? 'open', phoneNumber: maskPhone(number), openedAt: instant(openedMs), deadline: instant(deadlineMs),
    overdue: outcome === undefined && deadlineMs < nowMs, resolvedAt: resolvedMs === undefined ? null : instant(resolvedMs), evidence,
  };
}

function objection({ atMs, details }: SealedObjection, keyring: Keyring): ObjectionDto {
  const { reason, contact = null } = openDetails<ObjectionDetails>(details, keyring);
  return { reason, contact, at: instant(atMs) };
}

/** What was said, opened for the moderator who asks for this one. The first objection leads. */
export function disputeTexts({ openedMs, details, resolution }: DisputeCase, joined: readonly SealedObjection[], keyring: Keyring): Pick<DisputeDetailsDto, 'reason' | 'contact' | 'objections' | 'note'> {
  const first = objection({ atMs: openedMs, details }, keyring);
  return {
    reason: first.reason, contact: first.contact, objections: [first, ...joined.map((each) => objection(each, keyring))],
    note: resolution === undefined ? null : openDetails<DecisionDetails>(resolution, keyring).note,
  };
}
