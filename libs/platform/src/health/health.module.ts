import { Module, type DynamicModule, type FactoryProvider, type ModuleMetadata } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { HealthController } from './health.controller.js';
import { READINESS_CHECKS, type ReadinessCheck } from './readiness-check.js';

export interface HealthOptions {
  readonly imports: NonNullable<ModuleMetadata['imports']>;
  readonly inject: NonNullable<FactoryProvider['inject']>;
  readonly useFactory: (...parts: never[]) => readonly ReadinessCheck[];
}

@Module({})
export class HealthModule {
  static forRoot({ imports, inject, useFactory }: HealthOptions): DynamicModule {
    return {
      module: HealthModule,
      imports: [...imports, TerminusModule.forRoot({ logger: false })],
      controllers: [HealthController],
      providers: [{ provide: READINESS_CHECKS, inject, useFactory: useFactory as FactoryProvider['useFactory'] }],
    };
  }
}
