import { Module, type DynamicModule } from '@nestjs/common';
import { Logger } from './logger.js';

@Module({})
export class LoggingModule {
  static forRoot(logger: Logger): DynamicModule {
    return { module: LoggingModule, global: true, providers: [{ provide: Logger, useValue: logger }], exports: [Logger] };
  }
}
