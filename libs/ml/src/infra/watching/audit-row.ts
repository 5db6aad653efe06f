import type { Statement, Transaction } from '#platform/database';
import type { AuditEntry } from '../../app/watching/model-audit.js';

const RECORD: Statement = {
  name: 'model_audit_record',
  text: 'INSERT INTO model_audit (model, version, action, acted_ms, acted_by, reason, details) VALUES ($1, $2, $3, $4, $5, $6, $7)',
};

/** Writes a row of the audit inside the transaction that does what it tells. */
export async function recordStep(tx: Transaction, { model, version, action, by, reason, details }: AuditEntry, nowMs: number): Promise<void> {
  await tx.rows(RECORD, [model, version, action, nowMs, by, reason, JSON.stringify(details)]);
}
