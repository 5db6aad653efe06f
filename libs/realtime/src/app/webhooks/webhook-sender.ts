import type { AttemptOutcome } from '../../core/index.js';

/** Makes the one HTTP request of an attempt. What goes wrong is an outcome, never thrown. */
export abstract class WebhookSender {
  abstract post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<AttemptOutcome>;
}
