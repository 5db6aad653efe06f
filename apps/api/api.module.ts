import { Module } from '@nestjs/common';
import { CallersHttpModule, CampaignsHttpModule } from '#callers';
import { MlHttpModule } from '#ml';
import { CacheModule } from '#platform/cache';
import { ClockModule } from '#platform/clock';
import { DatabaseModule } from '#platform/database';
import { QueuesModule } from '#platform/queues';
import { ProfilesHttpModule, UserChoicesModule } from '#profiles';
import { RealtimeHttpModule } from '#realtime';
import { ApiHealthModule } from './api-health.module.js';

@Module({
  imports: [
    ClockModule,
    CacheModule,
    DatabaseModule.forRoot(),
    QueuesModule.forRoot(),
    RealtimeHttpModule.forRoot(UserChoicesModule),
    CallersHttpModule.forRoot(UserChoicesModule),
    CampaignsHttpModule,
    ProfilesHttpModule,
    MlHttpModule,
    ApiHealthModule,
  ],
})
export class ApiModule {}
