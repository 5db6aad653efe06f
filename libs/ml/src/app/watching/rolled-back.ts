import type { ModelAudit } from './model-audit.js';

/** More than any model will ever have. */
const MOST = 10_000;

/** What the audit knows against versions. */
export class RolledBack {
  constructor(private readonly audit: ModelAudit) {}

  /** The versions that were found bad in service: none of them becomes champion again but by hand. */
  async versionsOf(model: string): Promise<ReadonlySet<number>> {
    const rows = await this.audit.list(model, { actions: ['rolled_back'], limit: MOST });
    return new Set(rows.flatMap(({ version }) => version ?? []));
  }

  /** Champions that a promotion test found worse than who came after them. */
  async beatenOf(model: string): Promise<ReadonlySet<number>> {
    const rows = await this.audit.list(model, { actions: ['promotion_decided'], limit: MOST });
    return new Set(rows.filter(({ details }) => details['decision'] === 'promote').map(({ details }) => details['champion'] as number));
  }
}
