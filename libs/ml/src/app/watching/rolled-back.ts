import type { ModelAudit } from './model-audit.js';

/** More than any model will ever have. */
const MOST = 10_000;

/** The versions that were found bad in service: none of them becomes champion again but by hand. */
export class RolledBack {
  constructor(private readonly audit: ModelAudit) {}

  async versionsOf(model: string): Promise<ReadonlySet<number>> {
    const rows = await this.audit.list(model, { actions: ['rolled_back'], limit: MOST });
    return new Set(rows.flatMap(({ version }) => version ?? []));
  }
}
