import type { PlacedComponent, UserRisk } from '../../app/risk/get-risk.js';
import type { RiskEvidence } from '../../core/risk/risk-profile.js';
import type { TakeoverFinding } from '../../core/risk/takeover.js';
import { TAKEOVER_TEXTS } from '../../core/risk/threat-alerts.js';
import { toldEvidence } from '../../core/risk/told-evidence.js';
import type { RiskComponentDto, RiskComponentsDto, RiskEvidenceDto, ThreatFindingDto } from './risk.dto.js';

const instant = (ms: number): string => new Date(ms).toISOString();
const instantOrNull = (ms: number | undefined): string | null => (ms === undefined ? null : instant(ms));

function presentEvidence({ code, value, firstMs, lastMs }: RiskEvidence): RiskEvidenceDto {
  return { code, value, firstAt: instantOrNull(firstMs), lastAt: instantOrNull(lastMs) };
}

function presentComponent({ score, level, trend, percentile, evidence }: PlacedComponent): RiskComponentDto {
  return {
    score: score ?? null, level: level ?? null, trend: { recent: trend.recent ?? null, before: trend.before ?? null, direction: trend.direction },
    percentile: percentile ?? null, evidence: evidence.map(presentEvidence),
  };
}

export function presentComponents({ spam, security, privacy }: UserRisk['components']): RiskComponentsDto {
  return { spam: presentComponent(spam), security: presentComponent(security), privacy: presentComponent(privacy) };
}

export function presentFinding({ kind, severity, atMs, evidence }: TakeoverFinding): ThreatFindingDto {
  return { kind, severity, at: instant(atMs), text: TAKEOVER_TEXTS[kind], evidence: toldEvidence(evidence) };
}
