import { Module, type DynamicModule } from '@nestjs/common';
import type { Config } from './read-config.js';
import type { Secrets } from './secrets.js';

/** What the process runs with, handed in by `main.ts`. */
export abstract class Settings {
  abstract readonly env: Config['env'];
  abstract readonly sections: Config['sections'];
  abstract readonly secrets: Secrets;
  /** Where PostgreSQL is, embedded or not. */
  abstract readonly databaseUrl: string;
}

@Module({})
export class ConfigModule {
  static forRoot(settings: Settings): DynamicModule {
    return { module: ConfigModule, global: true, providers: [{ provide: Settings, useValue: settings }], exports: [Settings] };
  }
}
