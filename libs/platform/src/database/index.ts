export { bytes, nested, plain, texts } from './columns.js';
export { SCHEMA } from './connection.js';
export { DatabaseModule } from './database.module.js';
export { Database, isTransient, type Cell, type Listening, type Parameter, type Statement, type Transaction } from './database.js';
export { dataSourceOptions, migrate, type ForeignMigration, type MigrationClass } from './migrate.js';
export { PgDatabase } from './pg-database.js';
