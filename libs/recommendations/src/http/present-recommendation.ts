import type { Recommendation } from '../app/recommendation.js';
import { priorityOf, textsOf, type Action } from '../core/index.js';
import type { ActionDto, RecommendationDto } from './recommendations.dto.js';

const instant = (ms: number): string => new Date(ms).toISOString();
const instantOrNull = (ms: number | null): string | null => (ms === null ? null : instant(ms));

function presentAction(action: Action): ActionDto {
  if (action.type === 'none') return { type: action.type, change: null };
  if (action.type === 'whitelist_entry') return { type: action.type, change: { change: action.change, entryId: action.entryId } };
  const { type, ...change } = action;
  return { type, change };
}

/** @param language of the user's texts */
export function presentRecommendation({ id, advice, status, proposedMs, expiresMs, implementedMs, measured }: Recommendation, language: string): RecommendationDto {
  const { expected: text, ...texts } = textsOf(advice, language);
  return {
    id, category: advice.category, kind: advice.kind, ...texts, evidence: { ...advice.figures }, impact: advice.impact, effort: advice.effort, priority: priorityOf(advice),
    confidence: advice.confidence, expectedEffect: advice.expected === null || text === null ? null : { ...advice.expected, text }, action: presentAction(advice.action), status,
    proposedAt: instant(proposedMs), expiresAt: instant(expiresMs), implementedAt: instantOrNull(implementedMs), measuredEffect: measured,
  };
}
