import type { Cell } from '#platform/database';
import type { Contribution } from '../../core/index.js';
import type { Alert, Monitor } from '../../app/monitors/monitor.js';

type Operator = NonNullable<Monitor['threshold']>['operator'];
type MonitorCells = [
  id: string, userId: number, metric: Monitor['metric'], condition: Monitor['condition'], sensitivity: number, intervalMinutes: number, cooldownMinutes: number,
  operator: Operator | null, value: number | null, isPaused: boolean, createdMs: number, sinceHour: number, positionHour: number,
];

export function monitorFrom(row: readonly Cell[]): Monitor {
  const [id, userId, metric, condition, sensitivity, intervalMinutes, cooldownMinutes, operator, value, isPaused, createdMs, sinceHour, positionHour] = row as unknown as MonitorCells;
  const threshold = operator === null || value === null ? undefined : { operator, value };
  return { id, userId, metric, condition, sensitivity, intervalMinutes, cooldownMinutes, threshold, isPaused, createdMs, sinceHour, positionHour };
}

type AlertCells = [
  id: string, monitorId: string, metric: Alert['metric'], condition: Alert['condition'], openedHour: number, lastHour: number, peakHour: number, peakValue: number,
  bound: number | null, hours: number, contributions: string, isOpen: boolean, raisedMs: number, acknowledgedMs: number | null,
];

export function alertFrom(row: readonly Cell[]): Alert {
  const [id, monitorId, metric, condition, openedHour, lastHour, peakHour, peakValue, bound, hours, contributions, isOpen, raisedMs, acknowledgedMs] = row as unknown as AlertCells;
  return {
    id, monitorId, metric, condition, openedHour, lastHour, peakHour, peakValue, bound, hours, isOpen, raisedMs,
    contributions: JSON.parse(contributions) as Contribution[], acknowledgedMs: acknowledgedMs ?? undefined,
  };
}
