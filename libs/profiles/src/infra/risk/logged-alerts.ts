import type { Logger } from '#platform/logging';
import { AlertRaiser, type RaisedAlert } from '../../app/risk/alert-raiser.js';

/** Says in the log that an alert was raised; whose it is stays out of it. */
export class LoggedAlerts extends AlertRaiser {
  constructor(private readonly logger: Logger) {
    super();
  }

  raise({ source, kind, severity, key }: RaisedAlert): Promise<void> {
    this.logger.warn('an alert was raised', { source, kind, severity, key });
    return Promise.resolve();
  }
}
