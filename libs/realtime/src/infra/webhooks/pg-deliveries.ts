import type { Database } from '#platform/database';
import type { Keyring } from '#privacy';
import type { Delivery } from '../../app/webhooks/webhook.js';
import { Deliveries, type Settlement, type Taken } from '../../app/webhooks/webhooks.js';
import { DELIVERY_CELLS, deliveryFrom, webhookFrom } from './webhook-rows.js';
import { DELIVERED, DISABLE, DUE, FAILED, FORGET, POSTPONE, SETTLE, TAKE } from './webhook-statements.js';

/** Of a message sent again by hand the attempts begin anew, and the log goes on. */
const ATTEMPTS_KEPT = 20;

export class PgDeliveries extends Deliveries {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {
    super();
  }

  async due(nowMs: number, limit: number): Promise<readonly Pick<Delivery, 'id' | 'attempts' | 'dueMs'>[]> {
    return (await this.database.rows(DUE, [nowMs, limit])).map(([id, attempts, dueMs]) => ({ id: id as string, attempts: attempts as number, dueMs: dueMs as number }));
  }

  async take(id: string): Promise<Taken | undefined> {
    const [row] = await this.database.rows(TAKE, [id]);
    return row && { delivery: deliveryFrom(row, this.keyring), webhook: webhookFrom(row.slice(DELIVERY_CELLS), this.keyring) };
  }

  async postpone({ id, attempts, dueMs }: Pick<Delivery, 'id' | 'attempts' | 'dueMs'>): Promise<boolean> {
    return (await this.database.rows(POSTPONE, [id, attempts, dueMs])).length > 0;
  }

  async settle({ id, attempts: before, log }: Delivery, { state, attempts, dueMs, attempt }: Settlement): Promise<boolean> {
    const kept = [...log, attempt].slice(-ATTEMPTS_KEPT);
    return (await this.database.rows(SETTLE, [id, before, state, attempts, dueMs, JSON.stringify(kept)])).length > 0;
  }

  async delivered(webhookId: string): Promise<void> {
    await this.database.rows(DELIVERED, [webhookId]);
  }

  async failed(webhookId: string, nowMs: number): Promise<void> {
    await this.database.rows(FAILED, [webhookId, nowMs]);
  }

  async disable(webhookId: string, reason: string): Promise<void> {
    await this.database.rows(DISABLE, [webhookId, reason]);
  }

  async forget(beforeMs: number): Promise<number> {
    const [row] = await this.database.rows(FORGET, [beforeMs]);
    return row?.[0] as number;
  }
}
