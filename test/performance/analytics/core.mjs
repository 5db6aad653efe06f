import 'reflect-metadata';

// What is measured, as it was compiled: the parts themselves, for the doors of a library offer modules.
const compiled = (path) => import(new URL(`../../../dist/${path}`, import.meta.url).href);

export const { MIGRATIONS } = await compiled('apps/cli/migrations.js');
export const { migrate, PgDatabase, SCHEMA } = await compiled('libs/platform/src/database/index.js');
export const { EmbeddedPostgres } = await compiled('libs/platform/src/embedded-postgres/index.js');
export const { ExportCalls } = await compiled('libs/analytics/src/app/export-calls.js');
export const { Summarize } = await compiled('libs/analytics/src/app/summarize.js');
export const { csvFile } = await compiled('libs/analytics/src/infra/files/text-files.js');
export const { parquetFile } = await compiled('libs/analytics/src/infra/files/parquet-file.js');
export const { PgCallPages } = await compiled('libs/analytics/src/infra/pg-call-pages.js');
export const { PgCallRecords } = await compiled('libs/analytics/src/infra/pg-call-records.js');
export const { PgPlatformAnalytics } = await compiled('libs/analytics/src/infra/pg-platform-analytics.js');
