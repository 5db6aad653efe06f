import { maskPhone, type E164, type Keyring } from '#privacy';
import type { DisputeCase } from '../app/caller-disputes.js';
import { openDetails, type DecisionDetails, type OpeningDetails } from '../app/open-dispute-facts.js';
import type { DisputeDetailsDto, DisputeDto } from './disputes.dto.js';

const instant = (epochMs: number): string => new Date(epochMs).toISOString();

/** A dispute as the queue shows it, its number masked. */
export function presentDispute({ id, outcome, openedMs, deadlineMs, resolvedMs, evidence }: DisputeCase, number: E164, nowMs: number): DisputeDto {
  return {
    id, state: outcome ?? 'open', phoneNumber: maskPhone(number), openedAt: instant(openedMs), deadline: instant(deadlineMs),
    overdue: outcome === undefined && deadlineMs < nowMs, resolvedAt: resolvedMs === undefined ? null : instant(resolvedMs), evidence,
  };
}

/** What was said, opened for the moderator who asks for this one. */
export function disputeTexts({ details, resolution }: DisputeCase, keyring: Keyring): Pick<DisputeDetailsDto, 'reason' | 'contact' | 'note'> {
  const { reason, contact = null } = openDetails<OpeningDetails>(details, keyring);
  return { reason, contact, note: resolution === undefined ? null : openDetails<DecisionDetails>(resolution, keyring).note };
}
