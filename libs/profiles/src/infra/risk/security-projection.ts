import { bytes, plain, texts, type Statement, type Transaction } from '#platform/database';
import type { Keyring } from '#privacy';
import { Projection } from '#realtime';
import { EVENT_KINDS, type StoredEvent } from '#realtime/core';
import { securityFact } from '../../core/risk/security-fact.js';
import { foldSecurityHours, foldSecurityOrigins, foldSecuritySteps, type SecurityEvent, type Tally } from '../../core/risk/security-state.js';

const TALLY = ['first_ms', 'last_ms', 'records', 'events'];

function addTo(table: string, keys: readonly string[], types: readonly string[]): Statement {
  const columns = [...keys, ...TALLY];
  const arrays = [...types, 'bigint', 'bigint', 'bigint', 'integer'].map((type, at) => `$${at + 1}::${type}[]`);
  return {
    name: `${table}_add`,
    text: `
      INSERT INTO ${table} (${columns.join(', ')})
      SELECT * FROM unnest(${arrays.join(', ')}) AS t(${columns.join(', ')}) ORDER BY ${keys.join(', ')}
      ON CONFLICT (${keys.join(', ')}) DO UPDATE SET
        first_ms = least(${table}.first_ms, excluded.first_ms), last_ms = greatest(${table}.last_ms, excluded.last_ms),
        records = ${table}.records + excluded.records, events = ${table}.events + excluded.events`,
  };
}

const ADD_HOURS = addTo('security_hour', ['user_id', 'hour', 'class', 'severity'], ['bigint', 'integer', 'smallint', 'smallint']);
const ADD_STEPS = addTo('security_step', ['user_id', 'minute', 'class', 'address', 'device', 'country'], ['bigint', 'integer', 'smallint', 'bytea', 'bytea', 'text']);
const ADD_ORIGINS: Statement = {
  name: 'security_origin_add',
  text: `
    INSERT INTO security_origin (user_id, origin, first_ms)
    SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::bigint[]) AS t(user_id, origin, first_ms) ORDER BY user_id, origin
    ON CONFLICT (user_id, origin) DO UPDATE SET first_ms = excluded.first_ms WHERE excluded.first_ms < security_origin.first_ms`,
};

function tallies(rows: readonly Tally[]): string[] {
  return [plain(rows.map(({ firstMs }) => firstMs)), plain(rows.map(({ lastMs }) => lastMs)), plain(rows.map(({ records }) => records)), plain(rows.map(({ events }) => events))];
}

const hex = (values: readonly string[]): string => bytes(values.map((value) => Buffer.from(value, 'hex')));

/** Security events by user, hour and class, by minute and place, and the places that users signed in from. */
export class SecurityProjection extends Projection {
  readonly tables = ['security_hour', 'security_step', 'security_origin'];

  constructor(private readonly keyring: Keyring) {
    super();
  }

  async apply(stored: readonly StoredEvent[], tx: Transaction): Promise<void> {
    const events = stored.filter(({ kind }) => kind === EVENT_KINDS.security).map((event) => this.read(event));
    if (events.length === 0) return;
    const hours = foldSecurityHours(events);
    await tx.rows(ADD_HOURS, [
      plain(hours.map(({ userId }) => userId)), plain(hours.map(({ hour }) => hour)), plain(hours.map(({ classCode }) => classCode)), plain(hours.map(({ severity }) => severity)), ...tallies(hours),
    ]);
    const steps = foldSecuritySteps(events);
    await tx.rows(ADD_STEPS, [
      plain(steps.map(({ userId }) => userId)), plain(steps.map(({ minute }) => minute)), plain(steps.map(({ classCode }) => classCode)),
      hex(steps.map(({ address }) => address)), hex(steps.map(({ device }) => device)), texts(steps.map(({ country }) => country)), ...tallies(steps),
    ]);
    const origins = foldSecurityOrigins(events);
    if (origins.length === 0) return;
    await tx.rows(ADD_ORIGINS, [plain(origins.map(({ userId }) => userId)), hex(origins.map(({ origin }) => origin)), plain(origins.map(({ firstMs }) => firstMs))]);
  }

  /** What names a network or a device is kept as a keyed hash alone. */
  private read({ userId, occurredAtMs, details }: StoredEvent): SecurityEvent {
    const said = details === undefined ? {} : (JSON.parse(this.keyring.open('details', Buffer.from(details))) as Record<string, unknown>);
    const { classCode, severity, address, device, country, records } = securityFact(said);
    const key = (kind: string, name: string | undefined): string => (name === undefined ? '' : this.keyring.blindIndex('origin', `${kind}\0${name}`).toString('hex'));
    return { userId, occurredAtMs, classCode, severity, records, address: key('address', address), device: key('device', device), country: country ?? '' };
  }
}
