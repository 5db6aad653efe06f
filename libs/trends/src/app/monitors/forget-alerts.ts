import type { Clock } from '#kernel';
import type { Alerts } from './alerts.js';
import { hourOf } from './hours.js';

const DAY_HOURS = 24;

/** Forgets alerts that nothing has happened of for so many days. */
export class ForgetAlerts {
  constructor(
    private readonly alerts: Alerts,
    private readonly clock: Clock,
    private readonly keptDays: number,
  ) {}

  /** How many there were. */
  execute(): Promise<number> {
    return this.alerts.forgetBefore(hourOf(this.clock.now()) - this.keptDays * DAY_HOURS);
  }
}
