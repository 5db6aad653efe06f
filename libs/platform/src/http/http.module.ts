import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { AuthModule } from '#platform/auth';
import { ConfigModule, type Settings } from '#platform/config';
import { LoggingModule, type Logger } from '#platform/logging';
import { MetricsModule } from '#platform/metrics';
import { DrainState } from './drain-state.js';

@Module({})
export class HttpModule {
  /** `feature` with everything of the platform that a process answering HTTP needs. */
  static around(feature: Type | DynamicModule, settings: Settings, logger: Logger): DynamicModule {
    return {
      module: HttpModule,
      global: true,
      imports: [ConfigModule.forRoot(settings), LoggingModule.forRoot(logger), AuthModule, MetricsModule.forRoot(), feature],
      providers: [DrainState],
      exports: [DrainState],
    };
  }
}
