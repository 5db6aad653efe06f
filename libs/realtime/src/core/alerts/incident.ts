import { SEVERITIES, type Severity } from '../vocabulary.js';

export const INCIDENT_STATES = ['open', 'acknowledged', 'resolved'] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];

export const INCIDENT_SOURCES = ['monitor', 'rule', 'model', 'campaign', 'anomaly', 'security', 'webhook'] as const;
export type IncidentSource = (typeof INCIDENT_SOURCES)[number];

/** What is told of an incident. */
export type IncidentNews = 'opened' | 'worsened' | 'reminded' | 'acknowledged' | 'snoozed' | 'resolved';

export type Evidence = Readonly<Record<string, unknown>>;

/** A sentence by language. */
export type Translations = Readonly<Record<'zh-CN', string>>;

/** That something is not as it should be, at a time. */
export interface Raise {
  readonly source: IncidentSource;
  /** What it is, in the words of the source: `anomaly`, `drift`, `storm`. */
  readonly kind: string;
  readonly severity: Severity;
  /** Surrogate id; `PLATFORM_USER` where it is nobody's. */
  readonly userId: number;
  /** Raises of one user and key are one incident as long as it lasts. */
  readonly key: string;
  readonly atMs: number;
  /** Where it took some time: when it began; `atMs` is its end then. */
  readonly sinceMs?: number | undefined;
  readonly evidence: Evidence;
  /** In English. */
  readonly text: string;
  /** The same in the service's other languages; undefined where it speaks English alone. */
  readonly translations?: Translations | undefined;
  /** Without raises for longer than this it is over; undefined: it lasts until it is settled or resolved. */
  readonly silenceMs?: number | undefined;
  /** What comes back so soon after the end of its incident opens none. */
  readonly cooldownMs?: number | undefined;
  /** What is told of has ended already. */
  readonly isOver?: boolean | undefined;
}

export interface Incident extends Omit<Raise, 'atMs' | 'sinceMs' | 'cooldownMs' | 'isOver'> {
  readonly id: string;
  readonly state: IncidentState;
  /** From the beginning of its first raise to its last. */
  readonly firstMs: number;
  readonly lastMs: number;
  readonly raises: number;
  /** When it was found out. */
  readonly openedMs: number;
  readonly snoozedUntilMs: number | undefined;
  readonly acknowledgedMs: number | undefined;
  readonly resolvedMs: number | undefined;
  /** A person, the source's own word, or that nothing was heard of it any more. */
  readonly resolvedBy: 'person' | 'source' | 'silence' | undefined;
}

/** What a raise or an act makes of incidents, in the order in which it is to be stored. */
export interface IncidentStep {
  readonly incident: Incident;
  readonly news: IncidentNews | undefined;
}

const rank = (severity: Severity): number => SEVERITIES.indexOf(severity);

export function resolved(incident: Incident, by: NonNullable<Incident['resolvedBy']>, nowMs: number): IncidentStep {
  return { incident: { ...incident, state: 'resolved', resolvedMs: nowMs, resolvedBy: by, snoozedUntilMs: undefined }, news: 'resolved' };
}

function opened({ atMs, sinceMs = atMs, cooldownMs: _cooldown, isOver: _isOver, ...raise }: Raise, nowMs: number, id: string): IncidentStep {
  const incident: Incident = {
    ...raise, id, state: 'open', firstMs: sinceMs, lastMs: atMs, raises: 1, openedMs: nowMs,
    snoozedUntilMs: undefined, acknowledgedMs: undefined, resolvedMs: undefined, resolvedBy: undefined,
  };
  return { incident, news: 'opened' };
}

/** The same time again is the same raise told again: it counts once, and its evidence is the newer. */
function grown(incident: Incident, raise: Raise): Incident {
  const { atMs, sinceMs = atMs, evidence, text, translations, severity, silenceMs } = raise;
  const isLate = atMs < incident.lastMs;
  return {
    ...incident, ...(isLate ? {} : { evidence, text, translations }), silenceMs,
    severity: rank(severity) > rank(incident.severity) ? severity : incident.severity,
    firstMs: Math.min(incident.firstMs, sinceMs), lastMs: Math.max(incident.lastMs, atMs), raises: incident.raises + (atMs === incident.lastMs ? 0 : 1),
  };
}

function continued(live: Incident, raise: Raise, nowMs: number): IncidentStep {
  const incident = grown(live, raise);
  const { snoozedUntilMs } = live;
  if (snoozedUntilMs !== undefined && nowMs < snoozedUntilMs) return { incident, news: undefined };
  if (incident.severity !== live.severity) return { incident: { ...incident, snoozedUntilMs: undefined }, news: 'worsened' };
  return { incident: { ...incident, snoozedUntilMs: undefined }, news: snoozedUntilMs === undefined ? undefined : 'reminded' };
}

/**
 * What a raise makes of the latest incident of its key. A live one goes on, unless the raise comes after its silence: then that one
 * ended and another begins. Of an ended one, what happened before its end or within `cooldownMs` of it (on the clock of finding out) is still part.
 * @param latest the live incident of this user and key, or else the one that ended last
 * @param nowMs when the raise was found out; `raise.atMs` is when it happened
 */
export function meetRaise(latest: Incident | undefined, raise: Raise, nowMs: number, newId: () => string): IncidentStep[] {
  const steps: IncidentStep[] = [];
  const isSilent = latest?.silenceMs !== undefined && raise.atMs - latest.lastMs > latest.silenceMs;
  if (latest !== undefined && latest.state !== 'resolved' && !isSilent) steps.push(continued(latest, raise, nowMs));
  else if (latest?.state === 'resolved' && (raise.atMs <= latest.lastMs || nowMs - (latest.resolvedMs ?? 0) < (raise.cooldownMs ?? 0))) {
    return [{ incident: grown(latest, raise), news: undefined }];
  } else {
    if (latest !== undefined && latest.state !== 'resolved') steps.push(resolved(latest, 'silence', nowMs));
    steps.push(opened(raise, nowMs, newId()));
  }
  const last = steps.at(-1);
  return raise.isOver === true && last !== undefined ? [...steps, resolved(last.incident, 'source', nowMs)] : steps;
}

export type IncidentAct = { readonly kind: 'acknowledge' } | { readonly kind: 'resolve' } | { readonly kind: 'snooze'; readonly untilMs: number };

/** What a person's act makes of an incident; undefined where it is over, which only `resolve` may be said of again. */
export function actOn(incident: Incident, act: IncidentAct, nowMs: number): IncidentStep | undefined {
  const unchanged: IncidentStep = { incident, news: undefined };
  if (incident.state === 'resolved') return act.kind === 'resolve' ? unchanged : undefined;
  if (act.kind === 'resolve') return resolved(incident, 'person', nowMs);
  if (act.kind === 'snooze') return { incident: { ...incident, snoozedUntilMs: act.untilMs }, news: 'snoozed' };
  if (incident.state === 'acknowledged') return unchanged;
  return { incident: { ...incident, state: 'acknowledged', acknowledgedMs: nowMs }, news: 'acknowledged' };
}
