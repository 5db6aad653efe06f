import { alertChanges, type Finding } from '../../core/index.js';
import type { ModelAlerts } from './model-alerts.js';

export interface SettledAlerts {
  readonly raised: readonly Finding[];
  readonly cleared: number;
}

/** Makes the open alerts of a model what was found of its champion. */
export class SettleAlerts {
  constructor(private readonly alerts: ModelAlerts) {}

  async execute(model: string, version: number, findings: readonly Finding[]): Promise<SettledAlerts> {
    const changes = alertChanges(await this.alerts.open(model), version, findings);
    if (changes.raise.length + changes.clear.length > 0) await this.alerts.change(model, version, changes);
    return { raised: changes.raise, cleared: changes.clear.length };
  }
}
