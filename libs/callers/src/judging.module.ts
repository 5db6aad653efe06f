import { Module } from '@nestjs/common';
import { PredictionLog, PredictionLogModule } from '#ml';
import { LiveSettings, SiblingsModule } from '#platform/siblings';
import { Keyring, PrivacyModule } from '#privacy';
import { EventHistory, EventLogModule } from '#realtime';
import { CallerAsOf } from './app/caller-as-of.js';
import { JudgeCaller } from './app/judge-caller.js';
import { RangesAsOf } from './app/ranges/ranges-as-of.js';
import { Reputations } from './app/ranges/reputations.js';
import { ReporterRecords } from './app/reporter-records.js';
import { SpamModels } from './app/spam-models.js';
import { CallersModule } from './callers.module.js';
import { CrowdModule } from './crowd.module.js';

/** What verdicts are made with, of now and of earlier moments. */
@Module({
  imports: [CallersModule, CrowdModule, PredictionLogModule, PrivacyModule, EventLogModule, SiblingsModule],
  providers: [
    { provide: JudgeCaller, inject: [SpamModels, PredictionLog, LiveSettings], useFactory: (models: SpamModels, log: PredictionLog, live: LiveSettings) => new JudgeCaller(models, log, () => live.value('MAX_FALSE_BLOCK_RATE')) },
    {
      provide: RangesAsOf,
      inject: [Reputations, EventHistory, Keyring],
      useFactory: (...parts: ConstructorParameters<typeof RangesAsOf>) => new RangesAsOf(...parts),
    },
    {
      provide: CallerAsOf,
      inject: [EventHistory, Keyring, ReporterRecords],
      useFactory: (...parts: ConstructorParameters<typeof CallerAsOf>) => new CallerAsOf(...parts),
    },
  ],
  exports: [JudgeCaller, CallerAsOf, RangesAsOf],
})
export class JudgingModule {}
