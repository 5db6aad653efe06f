import type { Transaction } from '#platform/database';
import type { AliasDecision } from '../app/model-registry.js';
import * as sql from './registry-statements.js';
import { recordStep } from './watching/audit-row.js';

export interface GivenAlias {
  readonly name: string;
  readonly alias: string;
  readonly version: number;
}

/** Lets an alias mean a version, with its history and audit, inside a transaction; false where there is no such version. */
export async function giveAlias(tx: Transaction, { name, alias, version }: GivenAlias, { by, reason }: AliasDecision, nowMs: number): Promise<boolean> {
  const given = await tx.rows(sql.SET_ALIAS, [name, alias, version, nowMs, by, reason]);
  if (given.length === 0) return false;
  const entry = { model: name, version, action: 'alias_changed', by } as const;
  await recordStep(tx, { ...entry, reason, details: { alias } }, nowMs);
  const ended = alias === 'champion' ? await tx.rows(sql.END_ALIAS, [name, 'challenger', version, nowMs, by, 'became champion']) : [];
  if (ended.length > 0) await recordStep(tx, { ...entry, reason: 'became champion', details: { alias: 'challenger', ended: true } }, nowMs);
  return true;
}
