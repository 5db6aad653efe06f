import { SECURITY_CLASSES } from './security-classes.js';

export const HOUR_MS = 3_600_000;
export const MINUTE_MS = 60_000;

/** A security event whose address and device are keys already: hex of a keyed hash, empty where the sender named none. */
export interface SecurityEvent {
  readonly userId: number;
  readonly occurredAtMs: number;
  readonly classCode: number;
  readonly severity: number;
  readonly address: string;
  readonly device: string;
  readonly country: string;
  readonly records: number;
}

/** Sums, minima and maxima over events that share a key: they commute. */
export interface Tally {
  events: number;
  records: number;
  firstMs: number;
  lastMs: number;
}

export interface SecurityHour extends Tally { readonly userId: number; readonly hour: number; readonly classCode: number; readonly severity: number }
/** What happened in a minute from one place: fine enough to tell what came before what, coarse enough for a flood. */
export interface SecurityStep extends Tally {
  readonly userId: number;
  readonly minute: number;
  readonly classCode: number;
  readonly address: string;
  readonly device: string;
  readonly country: string;
}
/** An address or device that a user signed in from. */
export interface SecurityOrigin { readonly userId: number; readonly origin: string; readonly firstMs: number }

const LOGIN = SECURITY_CLASSES.indexOf('login');

function tallied<Key extends object>(events: readonly SecurityEvent[], keyOf: (event: SecurityEvent) => Key): (Key & Tally)[] {
  const rows = new Map<string, Key & Tally>();
  for (const event of events) {
    const key = keyOf(event);
    const name = Object.values(key).join(' ');
    const row = rows.get(name) ?? { ...key, events: 0, records: 0, firstMs: Infinity, lastMs: -Infinity };
    row.events++;
    row.records += event.records;
    row.firstMs = Math.min(row.firstMs, event.occurredAtMs);
    row.lastMs = Math.max(row.lastMs, event.occurredAtMs);
    rows.set(name, row);
  }
  return [...rows.values()];
}

/** Events by user, hour, class and severity. */
export function foldSecurityHours(events: readonly SecurityEvent[]): SecurityHour[] {
  return tallied(events, ({ userId, occurredAtMs, classCode, severity }) => ({ userId, hour: Math.floor(occurredAtMs / HOUR_MS), classCode, severity }));
}

/** Events by user, minute, class and place. */
export function foldSecuritySteps(events: readonly SecurityEvent[]): SecurityStep[] {
  return tallied(events, ({ userId, occurredAtMs, classCode, address, device, country }) => ({ userId, minute: Math.floor(occurredAtMs / MINUTE_MS), classCode, address, device, country }));
}

/** When each address and device first signed in. */
export function foldSecurityOrigins(events: readonly SecurityEvent[]): SecurityOrigin[] {
  const first = new Map<string, SecurityOrigin>();
  for (const { userId, occurredAtMs, classCode, address, device } of events) {
    if (classCode !== LOGIN) continue;
    for (const origin of new Set([address, device])) {
      const name = `${userId} ${origin}`;
      if (origin !== '' && occurredAtMs < (first.get(name)?.firstMs ?? Infinity)) first.set(name, { userId, origin, firstMs: occurredAtMs });
    }
  }
  return [...first.values()];
}
