import { SEVERITIES } from '#realtime/core';
import { networkOf } from './network-address.js';
import { classOf } from './security-classes.js';

/** What the folds take from a security event. Address and device are still the sender's own words, to be hashed before anything keeps them. */
export interface SecurityFact {
  /** Index of SECURITY_CLASSES and of SEVERITIES. */
  readonly classCode: number;
  readonly severity: number;
  readonly address: string | undefined;
  readonly device: string | undefined;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string | undefined;
  /** How many records were read, where the sender says; whole, 0 where not. */
  readonly records: number;
}

const ADDRESS_NAMES = ['ip', 'ipAddress', 'ip_address', 'address', 'sourceIp', 'source_ip', 'clientIp', 'client_ip', 'remoteAddress'];
const DEVICE_NAMES = ['deviceId', 'device_id', 'device', 'fingerprint', 'deviceFingerprint'];
const COUNTRY_NAMES = ['country', 'countryCode', 'country_code'];
const RECORD_NAMES = ['records', 'recordCount', 'record_count', 'rows', 'count'];
/** More than anybody's records, so that sums stay integers. */
const MOST_RECORDS = 1_000_000_000;

type Said = Readonly<Record<string, unknown>>;

function text(context: Said, names: readonly string[]): string | undefined {
  const found = names.map((name) => context[name]).find((value) => typeof value === 'string' && value.trim() !== '');
  return found as string | undefined;
}

function recordsIn(context: Said): number {
  const found = RECORD_NAMES.map((name) => context[name]).find((value) => typeof value === 'number' && value >= 0);
  return Math.min(MOST_RECORDS, Math.round((found as number | undefined) ?? 0));
}

const LEAST_SEVERE = 0;

/** @param details what else than user and time the sender said; an action or severity that is missing is `other` and the least */
export function securityFact(details: Said): SecurityFact {
  const { action, severity, context } = details;
  const said = (typeof context === 'object' && context !== null ? context : {}) as Said;
  const address = text(said, ADDRESS_NAMES);
  const country = text(said, COUNTRY_NAMES)?.trim().toUpperCase();
  return {
    classCode: classOf(typeof action === 'string' ? action : ''),
    severity: Math.max(LEAST_SEVERE, (SEVERITIES as readonly unknown[]).indexOf(severity)),
    address: address === undefined ? undefined : networkOf(address),
    device: text(said, DEVICE_NAMES)?.trim(),
    country: country !== undefined && /^[A-Z]{2}$/.test(country) ? country : undefined,
    records: recordsIn(said),
  };
}
