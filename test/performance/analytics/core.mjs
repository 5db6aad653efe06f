// What is measured, as it was compiled.
export { MIGRATIONS } from '../../../dist/apps/cli/migrations.js';
export { ExportCalls } from '../../../dist/libs/analytics/src/app/export-calls.js';
export { Summarize } from '../../../dist/libs/analytics/src/app/summarize.js';
export { csvFile } from '../../../dist/libs/analytics/src/infra/files/text-files.js';
export { parquetFile } from '../../../dist/libs/analytics/src/infra/files/parquet-file.js';
export { PgCallPages } from '../../../dist/libs/analytics/src/infra/pg-call-pages.js';
export { PgCallRecords } from '../../../dist/libs/analytics/src/infra/pg-call-records.js';
export { PgPlatformAnalytics } from '../../../dist/libs/analytics/src/infra/pg-platform-analytics.js';
export { migrate, PgDatabase, SCHEMA } from '#platform/database';
export { EmbeddedPostgres } from '#platform/embedded-postgres';
