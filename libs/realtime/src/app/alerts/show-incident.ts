import { PLATFORM_USER, type Incident } from '../../core/index.js';

const instant = (ms: number | undefined): string | null => (ms === undefined ? null : new Date(ms).toISOString());

/** An incident as routes, the live stream and webhooks show it. */
export function showIncident(incident: Incident) {
  const { id, source, kind, severity, state, text, translations, evidence, raises } = incident;
  return {
    id, source, kind, severity, state, scope: incident.userId === PLATFORM_USER ? 'platform' : 'user', text, translations: translations ?? null, evidence, raises,
    firstAt: new Date(incident.firstMs).toISOString(), lastAt: new Date(incident.lastMs).toISOString(), openedAt: new Date(incident.openedMs).toISOString(),
    snoozedUntil: instant(incident.snoozedUntilMs), acknowledgedAt: instant(incident.acknowledgedMs), resolvedAt: instant(incident.resolvedMs),
    resolvedBy: incident.resolvedBy ?? null,
  };
}
