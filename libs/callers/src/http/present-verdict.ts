import type { CallerVerdict } from '../app/get-verdict.js';
import type { CallerVerdictDto, RangeDto } from './callers.dto.js';
import { presentCounterfactual } from './present-counterfactual.js';

const instant = (epochMs: number | null): string | null => (epochMs === null ? null : new Date(epochMs).toISOString());

/** What is said of the block of 100. */
function rangeOf(ranges: CallerVerdict['ranges']): RangeDto | null {
  const hundred = ranges.find(({ size }) => size === 100);
  return hundred === undefined ? null : { prefixDigits: hundred.prefixDigits, members: hundred.members, spamShare: hundred.spamShare };
}

/** The verdict in the shape of the contract. */
export function presentVerdict(verdict: CallerVerdict, asOfMs: number): CallerVerdictDto {
  const { firstSeenMs, lastSeenMs, ...evidence } = verdict.evidence;
  return {
    phoneNumber: verdict.phoneNumber,
    country: verdict.country,
    numberType: verdict.numberType,
    number: verdict.number,
    verdict: verdict.verdict,
    spamProbability: verdict.spamProbability,
    probabilityInterval: verdict.probabilityInterval,
    score: verdict.score,
    category: verdict.category,
    evidence: { ...evidence, firstSeen: instant(firstSeenMs), lastSeen: instant(lastSeenMs) },
    reasons: verdict.reasons,
    behavior: verdict.behavior,
    network: { number: verdict.reputation, range: rangeOf(verdict.ranges), ranges: verdict.ranges, ...verdict.network },
    recommendedAction: verdict.recommendation.action,
    decidedBy: verdict.recommendation.decidedBy,
    matchedRules: verdict.matchedRules,
    attackCost: verdict.attackCost,
    dispute: verdict.dispute === null ? null : { state: 'open', deadline: new Date(verdict.dispute.deadlineMs).toISOString(), suspends: verdict.dispute.suspends },
    falseBlockBound: verdict.falseBlockBound,
    counterfactual: verdict.counterfactual === null ? null : presentCounterfactual(verdict.counterfactual),
    modelExplanation: verdict.modelExplanation,
    model: verdict.model,
    asOf: new Date(asOfMs).toISOString(),
  };
}
