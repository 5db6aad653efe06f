import { Module } from '@nestjs/common';
import { QueueModule } from '#platform/queues';
import { randomUUID } from 'node:crypto';
import { Clock } from '#kernel';
import { Settings } from '#platform/config';
import { Database } from '#platform/database';
import { Identities, Keyring, PrivacyModule } from '#privacy';
import { Incidents, IncidentsModule } from '#realtime';
import { CampaignOf } from './app/campaigns/campaign-of.js';
import { CampaignReadModel } from './app/campaigns/campaign-read-model.js';
import { Campaigns } from './app/campaigns/campaigns.js';
import { FindCampaigns } from './app/campaigns/find-campaigns.js';
import { GroupSuspects } from './app/campaigns/group-suspects.js';
import { Suspects } from './app/campaigns/suspects.js';
import { WatchStorms } from './app/campaigns/watch-storms.js';
import { CAMPAIGNS_JOB } from './jobs/campaigns/campaigns.job.js';
import { CampaignsController } from './http/campaigns/campaigns.controller.js';
import { GroupedInThread } from './infra/campaigns/grouped-in-thread.js';
import { RefreshCampaignsController } from './http/campaigns/refresh-campaigns.controller.js';
import { HintsProjection } from './infra/campaigns/hints-projection.js';
import { PgCampaignOf } from './infra/campaigns/pg-campaign-of.js';
import { PgCampaignReadModel } from './infra/campaigns/pg-campaign-read-model.js';
import { PgCampaigns } from './infra/campaigns/pg-campaigns.js';
import { PgSuspects } from './infra/campaigns/pg-suspects.js';
import { CampaignsProcessor } from './jobs/campaigns/campaigns.processor.js';
import { OrderCampaigns } from './app/campaigns/order-campaigns.js';
import { QueuedCampaigns } from './jobs/campaigns/queued-campaigns.js';
import { CampaignsSchedule } from './jobs/campaigns/campaigns-schedule.js';

type Finding = [Suspects, GroupSuspects, Campaigns, Clock];

/** What verdicts ask about campaigns. */
@Module({
  providers: [{ provide: CampaignOf, inject: [Database], useFactory: (database: Database) => new PgCampaignOf(database) }],
  exports: [CampaignOf],
})
export class CampaignsModule {}

@Module({
  imports: [PrivacyModule, QueueModule.of(CAMPAIGNS_JOB)],
  controllers: [CampaignsController, RefreshCampaignsController],
  providers: [{ provide: OrderCampaigns, useClass: QueuedCampaigns }, { provide: CampaignReadModel, inject: [Database], useFactory: (database: Database) => new PgCampaignReadModel(database) }],
})
export class CampaignsHttpModule {}

/** The fold and the jobs that the worker runs. */
@Module({
  imports: [PrivacyModule, IncidentsModule, QueueModule.of(CAMPAIGNS_JOB)],
  providers: [
    CampaignsSchedule,
    CampaignsProcessor,
    { provide: GroupSuspects, useClass: GroupedInThread },
    { provide: Campaigns, inject: [Database, Incidents], useFactory: (database: Database, incidents: Incidents) => new PgCampaigns(database, incidents) },
    { provide: Suspects, inject: [Database, Identities, Keyring], useFactory: (...parts: [Database, Identities, Keyring]) => new PgSuspects(...parts) },
    {
      provide: FindCampaigns,
      inject: [Suspects, GroupSuspects, Campaigns, Clock],
      useFactory: (...[suspects, grouping, campaigns, clock]: Finding) => new FindCampaigns(suspects, grouping, campaigns, { clock, newId: randomUUID }),
    },
    {
      provide: WatchStorms,
      inject: [Suspects, GroupSuspects, Campaigns, Clock],
      useFactory: (...[suspects, grouping, campaigns, clock]: Finding) => new WatchStorms(suspects, grouping, campaigns, { clock, newId: randomUUID }),
    },
    { provide: HintsProjection, inject: [Keyring, Settings], useFactory: (keyring: Keyring, { env }: Settings) => new HintsProjection(keyring, env.DEFAULT_REGION) },
  ],
  exports: [HintsProjection],
})
export class CampaignsJobsModule {}
