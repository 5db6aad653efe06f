import type { Clock } from '#kernel';
import type { Database } from '#platform/database';
import { Champions, type Succession } from '../../app/watching/champions.js';
import { BY_SERVICE, type AuditEntry } from '../../app/watching/model-audit.js';
import { giveAlias } from '../give-alias.js';
import * as registry from '../registry-statements.js';
import { recordStep } from './audit-row.js';

export class PgChampions extends Champions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  replace({ model, from, to }: Succession, entry: Pick<AuditEntry, 'action' | 'reason' | 'details'>): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      await tx.rows(registry.LOCK_MODEL, [model]);
      const aliases = new Map((await tx.rows(registry.ALIASES_OF, [model])) as [string, number][]);
      if (aliases.get('champion') !== from) return false;
      const now = this.clock.now();
      if (!(await giveAlias(tx, { name: model, alias: 'champion', version: to }, { by: BY_SERVICE, reason: entry.reason }, now))) return false;
      await recordStep(tx, { model, version: from, by: BY_SERVICE, ...entry }, now);
      return true;
    });
  }
}
