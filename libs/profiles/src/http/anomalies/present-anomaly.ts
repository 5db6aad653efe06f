import type { Anomaly } from '../../app/anomalies/user-anomalies.js';
import { dateOf } from '../../core/anomalies/local-days.js';
import type { AnomalyDto } from './anomalies.dto.js';

const PLACES = 1e4;

function rounded(value: number): number {
  return Math.round(value * PLACES) / PLACES;
}

function orNull(value: number | undefined): number | null {
  return value === undefined ? null : rounded(value);
}

export function presentAnomaly({ id, monitorId, day, kind, severity, score, evidence, text, state, untilMs, detectedMs }: Anomaly): AnomalyDto {
  return {
    id, date: dateOf(day), source: monitorId === undefined ? 'day' : 'monitor', monitorId: monitorId ?? null, kind, severity, score: orNull(score),
    evidence: evidence.map(({ feature, value, expected, deviation, share }) => ({ feature, value: orNull(value), expected: orNull(expected), deviation: orNull(deviation), share: rounded(share) })),
    text, state,
    snoozedUntil: untilMs === undefined ? null : new Date(untilMs).toISOString(), detectedAt: new Date(detectedMs).toISOString(),
  };
}
