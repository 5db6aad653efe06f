import { Clock } from '#kernel';
import type { AttemptOutcome, Incident, Raise } from '../../core/index.js';
import { Incidents } from '../alerts/incidents.js';
import { DeliverWebhook } from './deliver-webhook.js';
import type { Delivery, Webhook } from './webhook.js';
import { WebhookSender } from './webhook-sender.js';
import { Deliveries, type Settlement, type Taken } from './webhooks.js';

const START = Date.UTC(2026, 0, 15, 10);
const DAY = 86_400_000;

class StoppedClock extends Clock {
  nowMs = START;

  now(): number {
    return this.nowMs;
  }
}

class HeldIncidents extends Incidents {
  readonly raised: Raise[] = [];

  raise(raise: Raise): Promise<Incident> {
    this.raised.push(raise);
    return Promise.resolve({} as Incident);
  }

  settle(): Promise<void> {
    return Promise.resolve();
  }

  endSilent(): Promise<number> {
    return Promise.resolve(0);
  }

  forget(): Promise<number> {
    return Promise.resolve(0);
  }
}

const WEBHOOK: Webhook = {
  id: 'w', userId: 7, hearsAll: false, url: 'https://example.com/', events: ['*'], signing: 'hmac', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', formerSecret: undefined, formerUntilMs: undefined, isActive: true,
  disabledReason: undefined, failures: 0, failingSinceMs: undefined, createdMs: START,
};

/** One webhook and one delivery, in memory. */
class HeldDeliveries extends Deliveries {
  webhook = WEBHOOK;
  delivery: Delivery = { id: 'd', webhookId: 'w', type: 'insight.new', body: '{}', state: 'pending', attempts: 0, createdMs: START, dueMs: START, endedMs: undefined, log: [] };

  due(): Promise<readonly Delivery[]> {
    return Promise.resolve([this.delivery]);
  }

  postpone({ dueMs }: Pick<Delivery, 'dueMs'>): Promise<boolean> {
    this.delivery = { ...this.delivery, dueMs };
    return Promise.resolve(true);
  }

  take(): Promise<Taken | undefined> {
    return Promise.resolve(this.delivery.state === 'pending' && this.webhook.isActive ? { delivery: this.delivery, webhook: this.webhook } : undefined);
  }

  settle({ attempts: before }: Delivery, { state, attempts, dueMs, attempt }: Settlement): Promise<boolean> {
    if (this.delivery.attempts !== before) return Promise.resolve(false);
    this.delivery = { ...this.delivery, state, attempts, dueMs, log: [...this.delivery.log, attempt] };
    return Promise.resolve(true);
  }

  delivered(): Promise<void> {
    this.webhook = { ...this.webhook, failures: 0, failingSinceMs: undefined };
    return Promise.resolve();
  }

  failed(_id: string, nowMs: number): Promise<void> {
    this.webhook = { ...this.webhook, failures: this.webhook.failures + 1, failingSinceMs: this.webhook.failingSinceMs ?? nowMs };
    return Promise.resolve();
  }

  disable(_id: string, disabledReason: string): Promise<void> {
    this.webhook = { ...this.webhook, isActive: false, disabledReason };
    this.delivery = { ...this.delivery, state: 'failed' };
    return Promise.resolve();
  }

  forget(): Promise<number> {
    return Promise.resolve(0);
  }
}

class ScriptedSender extends WebhookSender {
  readonly sent: Readonly<Record<string, string>>[] = [];

  constructor(private readonly outcomes: readonly (number | string)[], private readonly clock: StoppedClock) {
    super();
  }

  post(_url: string, headers: Readonly<Record<string, string>>): Promise<AttemptOutcome> {
    const outcome = this.outcomes[this.sent.length] ?? 500;
    this.sent.push(headers);
    this.clock.nowMs += 40;
    return Promise.resolve(typeof outcome === 'number' ? { status: outcome, fault: undefined } : { status: undefined, fault: outcome });
  }
}

/** Runs attempts as the queue would, each when it is due. */
async function run(outcomes: readonly (number | string)[], webhook: Partial<Webhook> = {}, delivery: Partial<Delivery> = {}) {
  const clock = new StoppedClock();
  const deliveries = new HeldDeliveries();
  deliveries.webhook = { ...WEBHOOK, ...webhook };
  deliveries.delivery = { ...deliveries.delivery, ...delivery };
  const [sender, incidents] = [new ScriptedSender(outcomes, clock), new HeldIncidents()];
  const deliver = new DeliverWebhook({ deliveries, sender, incidents, clock });
  for (let next = await deliver.execute('d'); next !== undefined; next = await deliver.execute('d')) clock.nowMs = next.dueMs;
  return { deliveries, sender, incidents, clock, deliver };
}

describe('a delivery', () => {
  it('is tried eight times over a day, each with its own time under one id, then fails', async () => {
    const { deliveries, sender, clock } = await run([]);
    expect([deliveries.delivery.state, deliveries.delivery.attempts, sender.sent.length]).toEqual(['failed', 8, 8]);
    expect(new Set(sender.sent.map((headers) => headers['webhook-id']))).toEqual(new Set(['msg_d']));
    const seconds = sender.sent.map((headers) => Number(headers['webhook-timestamp']) - START / 1000);
    expect(seconds).toEqual([0, 5, 305, 2105, 9305, 27_305, 63_305, 99_305]);
    expect(clock.nowMs - START).toBeGreaterThan(DAY);
    expect(deliveries.webhook).toMatchObject({ isActive: true, failures: 8, failingSinceMs: START + 40 });
  });

  it.each<[string, (number | string)[], number]>([['at once', [200], 1], ['at last', [500, 'timeout', 'ECONNREFUSED', 302, 201], 5]])('arrives %s', async (_name, outcomes, attempts) => {
    const { deliveries } = await run(outcomes, { failures: 3, failingSinceMs: START });
    expect(deliveries.delivery).toMatchObject({ state: 'delivered', attempts });
    expect(deliveries.delivery.log.map(({ status, fault }) => status ?? fault)).toEqual(outcomes);
    expect(deliveries.delivery.log.every(({ latencyMs }) => latencyMs === 40)).toBe(true);
    expect(deliveries.webhook).toMatchObject({ failures: 0, failingSinceMs: undefined });
  });

  it('whose address is refused says nothing of how long its name was looked for', async () => {
    const { deliveries } = await run(['address_refused', 200]);
    expect(deliveries.delivery.log).toEqual([
      { atMs: START, status: null, fault: 'address_refused', latencyMs: 0 }, { atMs: START + 5000, status: 200, fault: null, latencyMs: 40 },
    ]);
  });

  it('ends at 410, its webhook with it, and the owner hears of it', async () => {
    const { deliveries, sender, incidents } = await run([500, 410]);
    expect([deliveries.webhook.isActive, deliveries.delivery.state, sender.sent.length]).toEqual([false, 'failed', 2]);
    expect(incidents.raised).toMatchObject([{ source: 'webhook', userId: 7, key: 'webhook:w' }]);
  });

  it('fails once more after five days of failures: the webhook is disabled', async () => {
    const { deliveries, incidents } = await run([500], { failures: 20, failingSinceMs: START - 5 * DAY });
    expect([deliveries.webhook.isActive, deliveries.webhook.disabledReason, incidents.raised.length]).toEqual([false, 'its receiver has failed for too long', 1]);
  });

  it('is signed by both secrets while both are valid', async () => {
    const { sender } = await run([200], { formerSecret: 'whsec_b2xk', formerUntilMs: START + 1 });
    expect(sender.sent[0]?.['webhook-signature']?.split(' ')).toHaveLength(2);
  });

  it('is not sent before it is due, nor after it has ended', async () => {
    const { deliveries, sender, deliver } = await run([200]);
    expect(await deliver.execute('d')).toBeUndefined();
    deliveries.delivery = { ...deliveries.delivery, state: 'pending', dueMs: START + DAY };
    expect(await deliver.execute('d')).toMatchObject({ dueMs: START + DAY });
    expect(sender.sent).toHaveLength(1);
  });

  it('that tries a webhook out is tried once', async () => {
    const { deliveries, sender } = await run([500], {}, { type: 'webhook.test' });
    expect([deliveries.delivery.state, deliveries.delivery.attempts, sender.sent.length]).toEqual(['failed', 1, 1]);
  });

  it('waits where its owner has two under way, and nobody else does', async () => {
    const [clock, deliveries, incidents] = [new StoppedClock(), new HeldDeliveries(), new HeldIncidents()];
    const answers: ((outcome: AttemptOutcome) => void)[] = [];
    const sender = { post: (): Promise<AttemptOutcome> => new Promise((resolve) => answers.push(resolve)) };
    const deliver = new DeliverWebhook({ deliveries, sender, incidents, clock });
    const slow = [deliver.execute('d'), deliver.execute('d')];
    expect(await deliver.execute('d')).toEqual({ id: 'd', attempts: 0, dueMs: START + 2000 });
    expect([answers.length, deliveries.delivery.dueMs]).toEqual([2, START + 2000]);

    clock.nowMs += 2000;
    deliveries.webhook = { ...WEBHOOK, userId: 8 };
    const others = deliver.execute('d');
    await Promise.resolve();
    expect(answers).toHaveLength(3);
    answers.forEach((answer) => answer({ status: 500, fault: undefined }));
    await Promise.all([...slow, others]);
    deliveries.webhook = WEBHOOK;
    clock.nowMs = deliveries.delivery.dueMs;
    const again = deliver.execute('d');
    await Promise.resolve();
    expect(answers).toHaveLength(4);
    answers[3]?.({ status: 200, fault: undefined });
    expect(await again).toBeUndefined();
  });
});
