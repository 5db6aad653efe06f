import { Inject, Injectable } from '@nestjs/common';
import { makeGauge, mirrorCounter } from '#platform/metrics';
import { ModelAlerts } from '../app/watching/model-alerts.js';
import { ModelAudit } from '../app/watching/model-audit.js';

/** What watching has led to, on `/metrics`, read when scraped: the workers that do it are other processes. */
@Injectable()
export class ModelGauges {
  constructor(@Inject(ModelAlerts) alerts: ModelAlerts, @Inject(ModelAudit) audit: ModelAudit) {
    makeGauge({
      name: 'model_alerts_open',
      help: 'Open alerts by model.',
      labels: ['model'],
      collect: async (gauge) => {
        for (const [model, open] of await alerts.openByModel()) gauge.set({ model }, open);
      },
    });
    mirrorCounter({ name: 'model_promotions_total', help: 'Challengers that the promotion test made champion.', total: async () => (await audit.totals()).promotions });
    mirrorCounter({ name: 'model_rollbacks_total', help: 'Champions that fell and were rolled back from.', total: async () => (await audit.totals()).rollBacks });
  }
}
