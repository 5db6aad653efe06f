import type { CallerVerdict } from '../app/get-verdict.js';
import type { CallerVerdictDto } from './callers.dto.js';

const instant = (epochMs: number | null): string | null => (epochMs === null ? null : new Date(epochMs).toISOString());

/** The verdict in the shape of the contract. */
export function presentVerdict(verdict: CallerVerdict, asOfMs: number): CallerVerdictDto {
  const { firstSeenMs, lastSeenMs, ...evidence } = verdict.evidence;
  return {
    phoneNumber: verdict.phoneNumber,
    country: verdict.country,
    numberType: verdict.numberType,
    verdict: verdict.verdict,
    spamProbability: verdict.spamProbability,
    probabilityInterval: verdict.probabilityInterval,
    score: verdict.score,
    category: verdict.category,
    evidence: { ...evidence, firstSeen: instant(firstSeenMs), lastSeen: instant(lastSeenMs) },
    reasons: verdict.reasons,
    behavior: verdict.behavior,
    network: { range: verdict.range, ...verdict.network },
    recommendedAction: verdict.recommendation.action,
    decidedBy: verdict.recommendation.decidedBy,
    model: verdict.model,
    asOf: new Date(asOfMs).toISOString(),
  };
}
