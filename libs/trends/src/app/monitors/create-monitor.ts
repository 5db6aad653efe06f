import { AppError, type Clock } from '#kernel';
import type { Identities } from '#privacy';
import type { IdempotentActs } from '#realtime';
import { LEARNING_HOURS, type Condition, type Threshold, type TrendMetric } from '../../core/index.js';
import { hourOf } from './hours.js';
import type { Monitor } from './monitor.js';
import type { Monitors } from './monitors.js';

const MOST_MONITORS = 50;

export interface MonitorOrder {
  readonly metric: TrendMetric;
  readonly condition: Condition;
  readonly sensitivity: number;
  readonly intervalMinutes: number;
  readonly cooldownMinutes: number;
  readonly threshold: Threshold | undefined;
}

/** Who orders, for whom, and the key under which ordering again is the same act. */
export interface MonitorOwner { readonly subject: string; readonly userId: string; readonly key: string | undefined }

/** Sets up a monitor that begins with the hour under way, and learns from those before. */
export class CreateMonitor {
  constructor(
    private readonly monitors: Monitors,
    private readonly identities: Identities,
    private readonly acts: IdempotentActs,
    private readonly terms: { readonly clock: Clock; readonly newId: () => string },
  ) {}

  /** @throws AppError `monitors_full`, `idempotency_key_invalid`, `idempotency_key_reused` */
  async execute(order: MonitorOrder, { subject, userId, key }: MonitorOwner): Promise<Monitor> {
    const act = this.acts.idOf(key, ['monitor', subject, userId]);
    await this.acts.claim(act, JSON.stringify([order.metric, order.condition, order.sensitivity, order.intervalMinutes, order.cooldownMinutes, order.threshold?.operator, order.threshold?.value]));
    const id = act === undefined ? this.terms.newId() : await this.acts.standing(act);
    const [user] = await this.identities.registerUsers([userId]);
    const createdMs = this.terms.clock.now();
    const sinceHour = hourOf(createdMs);
    const monitor = { ...order, id, userId: user as number, isPaused: false, createdMs, sinceHour, positionHour: sinceHour - LEARNING_HOURS[order.condition] };
    const kept = await this.monitors.add(monitor, MOST_MONITORS);
    if (kept === undefined) throw new AppError('monitors_full', 'conflict', `a user has at most ${MOST_MONITORS} monitors: delete one first`);
    return kept;
  }
}
