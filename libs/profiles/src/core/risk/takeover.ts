import type { Severity } from '#realtime/core';
import { leastDistanceKm } from './country-distance.js';
import { SECURITY_CLASSES } from './security-classes.js';
import type { SecurityStep } from './security-state.js';

const [FAILED, LOGIN, NEW_ADDRESS, DATA] = (['failed_login', 'login', 'new_address', 'data_access'] as const).map((name) => SECURITY_CLASSES.indexOf(name)) as [number, number, number, number];

export const TAKEOVER_KINDS = ['failures_then_success', 'new_address_after_failures', 'impossible_travel', 'mass_access_after_new_address'] as const;
export type TakeoverKind = (typeof TAKEOVER_KINDS)[number];

/** What looks like somebody else in a user's account; `atMs` is the sign-in that it hangs on, so a finding keeps its name. */
export interface TakeoverFinding {
  readonly kind: TakeoverKind;
  readonly severity: Severity;
  readonly atMs: number;
  /** Counts, and epoch milliseconds under names that end in `Ms`. */
  readonly evidence: Readonly<Record<string, number | string | boolean>>;
}

/** Since when each address and device signed in, by its key, and since when any did. */
export interface KnownOrigins { readonly firstMs: ReadonlyMap<string, number>; readonly earliestMs: number | undefined }

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const BURST = { failures: 5, manyFailures: 20, windowMs: 30 * MINUTE_MS } as const;
const AFTER_FAILURES = { failures: 3, windowMs: 24 * HOUR_MS } as const;
/** Airliners cruise at about 900 km/h. */
const FASTEST_KM_PER_HOUR = 1000;
/** A sender may tell of one sign-in twice, as a login and as a new address. */
const SAME_SIGN_IN_MS = 10 * MINUTE_MS;
const MASS = { events: 20, records: 100, windowMs: 24 * HOUR_MS } as const;

/** Signs in from nowhere they ever signed in from: neither the address nor the device was known. The very first place is no new one. */
function isNewPlace({ classCode, firstMs, address, device }: SecurityStep, { firstMs: known, earliestMs }: KnownOrigins): boolean {
  if (classCode === NEW_ADDRESS) return true;
  const named = [address, device].filter((origin) => origin !== '');
  if (named.length === 0 || earliestMs === undefined || earliestMs >= firstMs) return false;
  return named.every((origin) => (known.get(origin) ?? firstMs) >= firstMs);
}

interface Failures { readonly count: number; readonly firstMs: number; readonly addresses: number }

function failuresIn(steps: readonly SecurityStep[], fromMs: number, untilMs: number): Failures {
  const failed = steps.filter(({ classCode, firstMs, lastMs }) => classCode === FAILED && lastMs >= fromMs && firstMs < untilMs);
  return {
    count: failed.reduce((sum, { events }) => sum + events, 0), firstMs: Math.min(...failed.map(({ firstMs }) => firstMs)),
    addresses: new Set(failed.map(({ address }) => address).filter((address) => address !== '')).size,
  };
}

/** A burst of failures that ended with a sign-in: five within half an hour, none of them before the sign-in before. */
function burstBefore(steps: readonly SecurityStep[], success: SecurityStep, sinceMs: number, isNew: boolean): TakeoverFinding[] {
  const { count, firstMs, addresses } = failuresIn(steps, Math.max(success.firstMs - BURST.windowMs, sinceMs), success.firstMs);
  if (count < BURST.failures) return [];
  const many = count >= BURST.manyFailures;
  const severity = isNew ? (many ? 'critical' : 'high') : (many ? 'high' : 'medium');
  return [{ kind: 'failures_then_success', severity, atMs: success.firstMs, evidence: { failures: count, addresses, firstFailureMs: firstMs, successMs: success.firstMs, newAddress: isNew } }];
}

function newPlaceAfterFailures(steps: readonly SecurityStep[], success: SecurityStep): TakeoverFinding[] {
  const { count, firstMs, addresses } = failuresIn(steps, success.firstMs - AFTER_FAILURES.windowMs, success.firstMs);
  if (count < AFTER_FAILURES.failures) return [];
  return [{ kind: 'new_address_after_failures', severity: 'high', atMs: success.firstMs, evidence: { failures: count, addresses, firstFailureMs: firstMs, successMs: success.firstMs } }];
}

function massAccessAfter(steps: readonly SecurityStep[], success: SecurityStep): TakeoverFinding[] {
  const read = steps.filter(({ classCode, firstMs }) => classCode === DATA && firstMs >= success.firstMs && firstMs <= success.firstMs + MASS.windowMs);
  const events = read.reduce((sum, step) => sum + step.events, 0);
  const records = read.reduce((sum, step) => sum + step.records, 0);
  if (events < MASS.events && records < MASS.records) return [];
  return [{ kind: 'mass_access_after_new_address', severity: 'critical', atMs: success.firstMs, evidence: { accesses: events, records, newAddressMs: success.firstMs, lastAccessMs: Math.max(...read.map(({ lastMs }) => lastMs)) } }];
}

/** Two sign-ins in a row from countries that nobody can travel between in the time. */
function impossibleTravel(before: SecurityStep | undefined, success: SecurityStep): TakeoverFinding[] {
  if (before === undefined || before.country === '' || success.country === '') return [];
  const distanceKm = leastDistanceKm(before.country, success.country);
  const hours = Math.max(0, success.firstMs - before.lastMs) / HOUR_MS;
  if (distanceKm === undefined || distanceKm <= hours * FASTEST_KM_PER_HOUR) return [];
  const evidence = { from: before.country, to: success.country, distanceKm: Math.round(distanceKm), minutes: Math.round(hours * 60), beforeMs: before.lastMs, successMs: success.firstMs };
  return [{ kind: 'impossible_travel', severity: 'high', atMs: success.firstMs, evidence }];
}

/**
 * Patterns of an account taken over in what happened, each once, in the order of their sign-ins. `steps` in any order; of one minute and
 * place it is known when the first and the last was, not which failure came before which success. A sign-in is a `login` or a `new_address`.
 * O(n log n) and, for each sign-in, a look at the steps of the day around it.
 */
export function findTakeovers(steps: readonly SecurityStep[], origins: KnownOrigins): TakeoverFinding[] {
  const order = [...steps].sort((left, right) => left.firstMs - right.firstMs || left.classCode - right.classCode);
  const found: TakeoverFinding[] = [];
  let before: SecurityStep | undefined;
  let located: SecurityStep | undefined;
  let strangeMs = -Infinity;
  let low = 0;
  for (const success of order.filter(({ classCode }) => classCode === LOGIN || classCode === NEW_ADDRESS)) {
    while ((order[low]?.firstMs ?? Infinity) < success.firstMs - AFTER_FAILURES.windowMs) low++;
    let high = low;
    while ((order[high]?.firstMs ?? Infinity) <= success.firstMs + MASS.windowMs) high++;
    const near = order.slice(low, high);
    const isNew = isNewPlace(success, origins);
    found.push(...burstBefore(near, success, before?.lastMs ?? -Infinity, isNew), ...impossibleTravel(located, success));
    if (isNew && success.firstMs - strangeMs > SAME_SIGN_IN_MS) {
      found.push(...newPlaceAfterFailures(near, success), ...massAccessAfter(near, success));
      strangeMs = success.firstMs;
    }
    before = success;
    if (success.country !== '') located = success;
  }
  return found;
}
