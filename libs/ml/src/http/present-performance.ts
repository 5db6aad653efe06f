import type { PerformanceReport } from '../app/assess-performance.js';
import type { PerformanceDto } from './performance.dto.js';

const instant = (epochMs: number | null): string | null => (epochMs === null ? null : new Date(epochMs).toISOString());

export function presentPerformance({ model, version, servedRows, labelledRows, window, metrics, drift, findings }: PerformanceReport): PerformanceDto {
  const figures = Object.entries(metrics).map(([name, figure]) => [name, figure && { value: figure.value, low: figure.low ?? null, high: figure.high ?? null }] as const);
  return {
    model, version, servedRows, labelledRows, window: { from: instant(window.fromMs), to: instant(window.toMs) }, metrics: Object.fromEntries(figures),
    drift, alerts: findings,
  };
}
