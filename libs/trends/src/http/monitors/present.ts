import { HOUR_MS } from '../../app/monitors/hours.js';
import type { Alert, Monitor } from '../../app/monitors/monitor.js';
import type { AlertDto } from './alerts.dto.js';
import type { MonitorDto } from './monitors.dto.js';

const instant = (ms: number): string => new Date(ms).toISOString();

export function presentMonitor({ id, metric, condition, sensitivity, intervalMinutes, cooldownMinutes, threshold, ...monitor }: Monitor): MonitorDto {
  return {
    id, metric, condition, sensitivity, intervalMinutes, cooldownMinutes, threshold: threshold ?? null, paused: monitor.isPaused,
    createdAt: instant(monitor.createdMs), watchesFrom: instant(monitor.sinceHour * HOUR_MS), readUntil: instant(monitor.positionHour * HOUR_MS),
  };
}

export function presentAlert({ id, monitorId, metric, condition, isOpen, openedHour, lastHour, hours, ...alert }: Alert): AlertDto {
  return {
    id, monitorId, metric, condition, state: isOpen ? 'open' : 'closed', openedAt: instant(openedHour * HOUR_MS), lastAt: instant(lastHour * HOUR_MS), values: hours,
    peak: { at: instant(alert.peakHour * HOUR_MS), value: alert.peakValue, bound: alert.bound },
    contributions: [...alert.contributions], raisedAt: instant(alert.raisedMs), acknowledgedAt: alert.acknowledgedMs === undefined ? null : instant(alert.acknowledgedMs),
  };
}
