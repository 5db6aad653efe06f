import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { Clock } from '#kernel';
import { Settings } from '#platform/config';
import { Database } from '#platform/database';
import { Logger } from '#platform/logging';
import { QueueModule } from '#platform/queues';
import { Keyring, PrivacyModule } from '#privacy';
import { EvaluateRules } from './app/alerts/evaluate-rules.js';
import { GaugeSamples, SampleGauges } from './app/alerts/gauges.js';
import { IncidentDesk, Incidents } from './app/alerts/incidents.js';
import { AlertRules, LoggedEvents, RuleSources, type RuleSeries } from './app/alerts/rule-series.js';
import { LiveFeed } from './app/live/live-feed.js';
import { LiveOutbox, LiveStream } from './app/live/live-stream.js';
import { IdempotentActs } from './app/idempotent-acts.js';
import { ObserveStream } from './app/observe-stream.js';
import { DeliverWebhook } from './app/webhooks/deliver-webhook.js';
import { KeepWebhooks } from './app/webhooks/keep-webhooks.js';
import { WebhookSender } from './app/webhooks/webhook-sender.js';
import { Deliveries, Webhooks } from './app/webhooks/webhooks.js';
import { IncidentsController } from './http/alerts/incidents.controller.js';
import { RulesController } from './http/alerts/rules.controller.js';
import { LiveController } from './http/live/live.controller.js';
import { LiveListener } from './http/live/live-listener.js';
import { WebhooksController } from './http/webhooks/webhooks.controller.js';
import { IdempotencyModule } from './idempotency.module.js';
import { IncidentsModule } from './incidents.module.js';
import { PgAlertRules } from './infra/alerts/pg-alert-rules.js';
import { PgGaugeSamples, StreamRuleSeries } from './infra/alerts/pg-gauges.js';
import { PgIncidentDesk } from './infra/alerts/pg-incident-desk.js';
import { PgLoggedEvents } from './infra/alerts/pg-logged-events.js';
import { PgLiveOutbox } from './infra/live/pg-live-outbox.js';
import { HttpWebhookSender } from './infra/webhooks/http-webhook-sender.js';
import { PgDeliveries } from './infra/webhooks/pg-deliveries.js';
import { PgWebhooks } from './infra/webhooks/pg-webhooks.js';
import { ALERTS_JOB } from './jobs/alerts/alerts.job.js';
import { AlertsProcessor } from './jobs/alerts/alerts.processor.js';
import { AlertsSchedule } from './jobs/alerts/alerts-schedule.js';
import { DELIVER_JOB } from './jobs/webhooks/deliver.job.js';
import { DeliverProcessor } from './jobs/webhooks/deliver.processor.js';
import { DeliveryQueue } from './jobs/webhooks/delivery-queue.js';
import { ObservationModule } from './observation.module.js';

/** Where other libraries' metrics come from, for rules to be over. */
export interface RuleSeriesList {
  /** Modules that export the series. */
  readonly imports: readonly Type[];
  readonly series: readonly Type<RuleSeries>[];
}

const outbox = { provide: LiveOutbox, inject: [Database, Keyring], useFactory: (database: Database, keyring: Keyring) => new PgLiveOutbox(database, keyring) };
const rules = { provide: AlertRules, inject: [Database, Keyring], useFactory: (database: Database, keyring: Keyring) => new PgAlertRules(database, keyring) };
const sources = (series: readonly Type<RuleSeries>[]) => ({
  provide: RuleSources, inject: [Database, ...series], useFactory: (database: Database, ...others: RuleSeries[]) => new RuleSources([new StreamRuleSeries(database), ...others]),
});

/** Incidents, rules, the live stream and webhooks, for those they are for. */
@Module({})
export class AlertsHttpModule {
  static forRoot({ imports, series }: RuleSeriesList): DynamicModule {
    return {
      module: AlertsHttpModule,
      imports: [...imports, PrivacyModule, IdempotencyModule, IncidentsModule, ObservationModule, QueueModule.of(ALERTS_JOB), QueueModule.of(DELIVER_JOB)],
      controllers: [IncidentsController, RulesController, LiveController, WebhooksController],
      providers: [
        LiveListener, outbox, rules, sources(series),
        {
          provide: IncidentDesk,
          inject: [Database, LiveStream, Keyring, Clock],
          useFactory: (...[database, live, keyring, clock]: [Database, LiveStream, Keyring, Clock]) => new PgIncidentDesk(database, { live, keyring }, clock),
        },
        { provide: LiveFeed, inject: [LiveOutbox], useFactory: (source: LiveOutbox) => new LiveFeed(source) },
        { provide: Webhooks, inject: [Database, Keyring, Clock], useFactory: (...parts: [Database, Keyring, Clock]) => new PgWebhooks(...parts) },
        {
          provide: KeepWebhooks,
          inject: [Webhooks, IdempotentActs, Clock, Settings],
          useFactory: (...[webhooks, acts, clock, { env }]: [Webhooks, IdempotentActs, Clock, Settings]) => new KeepWebhooks(webhooks, acts, { clock, allowPrivate: env.WEBHOOK_ALLOW_PRIVATE }),
        },
      ],
    };
  }
}

/** The jobs that look at rules and send messages. */
@Module({})
export class AlertsJobsModule {
  static forRoot({ imports, series }: RuleSeriesList): DynamicModule {
    return {
      module: AlertsJobsModule,
      imports: [...imports, PrivacyModule, IncidentsModule, ObservationModule, QueueModule.of(ALERTS_JOB), QueueModule.of(DELIVER_JOB)],
      providers: [
        AlertsSchedule, AlertsProcessor, DeliveryQueue, DeliverProcessor, outbox, rules, sources(series),
        { provide: LoggedEvents, inject: [Database, Keyring], useFactory: (database: Database, keyring: Keyring) => new PgLoggedEvents(database, keyring) },
        { provide: GaugeSamples, inject: [Database], useFactory: (database: Database) => new PgGaugeSamples(database) },
        { provide: SampleGauges, inject: [ObserveStream, GaugeSamples, Clock], useFactory: (...parts: [ObserveStream, GaugeSamples, Clock]) => new SampleGauges(...parts) },
        {
          provide: EvaluateRules,
          inject: [AlertRules, RuleSources, LoggedEvents, Incidents, Clock, Logger],
          useFactory: (...[kept, known, events, incidents, clock, logger]: [AlertRules, RuleSources, LoggedEvents, Incidents, Clock, Logger]) => new EvaluateRules({
            rules: kept, sources: known, events, incidents, clock,
            onFailure: (rule, error) => logger.error('a rule could not be evaluated', { rule, reason: error instanceof Error ? error.message : String(error) }),
          }),
        },
        { provide: Deliveries, inject: [Database, Keyring], useFactory: (database: Database, keyring: Keyring) => new PgDeliveries(database, keyring) },
        { provide: WebhookSender, inject: [Settings], useFactory: ({ env }: Settings) => new HttpWebhookSender({ allowPrivate: env.WEBHOOK_ALLOW_PRIVATE }) },
        {
          provide: DeliverWebhook,
          inject: [Deliveries, WebhookSender, Incidents, Clock],
          useFactory: (deliveries: Deliveries, sender: WebhookSender, incidents: Incidents, clock: Clock) => new DeliverWebhook({ deliveries, sender, incidents, clock }),
        },
      ],
    };
  }
}
