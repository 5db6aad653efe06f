import { maskPhone, rangePrefix, type E164 } from '#privacy';
import type { CampaignDossier, CampaignMember, CampaignSummary } from '../../app/campaigns/campaign-read-model.js';
import type { CampaignDossierDto, CampaignMemberDto, CampaignSummaryDto, LikelyBlockDto } from './campaigns.dto.js';

const instant = (epochMs: number): string => new Date(epochMs).toISOString();
const rounded = (share: number): number => Math.round(share * 1000) / 1000;

export function presentSummary({ id, state, firstMs, lastMs, numbers, users, calls, category, confidence }: CampaignSummary): CampaignSummaryDto {
  return { id, state, firstCall: instant(firstMs), lastCall: instant(lastMs), numbers, users, calls, category, confidence: rounded(confidence) };
}

const SHOWN_DIGITS = 5;

/** @param whole tells blocks whole: to whom may act on numbers, and so knows them */
export function presentDossier(dossier: CampaignDossier, numbers: ReadonlyMap<number, E164>, whole: boolean): Omit<CampaignDossierDto, 'members'> {
  return {
    ...presentSummary(dossier),
    mergedInto: dossier.mergedInto,
    openedAt: instant(dossier.openedMs),
    hourly: dossier.hours,
    turnover: dossier.turnover.map(({ dayMs, began, retired }) => ({ day: instant(dayMs).slice(0, 10), new: began, retired })),
    likelyNext: dossier.likelyNext.flatMap(({ callerId, freeDigits, probability }): LikelyBlockDto[] => {
      const number = numbers.get(callerId);
      const prefix = number === undefined ? undefined : rangePrefix(number, freeDigits);
      // To the others no more of the block is shown than of its members: the masks of both together must not name anybody.
      if (prefix === undefined) return [];
      return [{ prefix: `+${prefix.slice(0, SHOWN_DIGITS)}•••`, prefixDigits: prefix.length, block: whole ? `+${prefix}` : null, probability: rounded(probability) }];
    }),
  };
}

/** None for a number that is gone. */
export function presentMember({ callerId, sinceMs, firstMs, lastMs, ties }: CampaignMember, numbers: ReadonlyMap<number, E164>): CampaignMemberDto[] {
  const number = numbers.get(callerId);
  if (number === undefined) return [];
  return [{ phoneNumber: maskPhone(number), since: instant(sinceMs), firstCall: instant(firstMs), lastCall: instant(lastMs), ties: [...ties] }];
}
