import { Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Settings } from '#platform/config';
import { SCHEMA } from './connection.js';
import { Database } from './database.js';
import { dataSourceOptions } from './migrate.js';
import { PgDatabase } from './pg-database.js';

const CONNECTIONS = 10;

/** The pool of the write path and TypeORM's data source for reads; other modules register their rows with `forFeature`. */
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(Database) private readonly database: Database) {}

  static forRoot(): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      imports: [
        TypeOrmModule.forRootAsync({
          inject: [Settings],
          useFactory: (settings: Settings) => ({ ...dataSourceOptions(settings.databaseUrl), autoLoadEntities: true, retryAttempts: 20, retryDelay: 250 }),
        }),
      ],
      providers: [{ provide: Database, inject: [Settings], useFactory: (settings: Settings) => new PgDatabase(settings.databaseUrl, SCHEMA, CONNECTIONS) }],
      exports: [Database],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.database instanceof PgDatabase) await this.database.close();
  }
}
