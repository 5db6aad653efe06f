import { runMigrations } from 'bullmq';
import type { ForeignMigration } from '#platform/database';

/** Where BullMQ keeps its jobs beside our own tables. */
export const JOBS_SCHEMA = 'profile_analytics_jobs';

/**
 * Brings the tables of the job queues up to date. Once for all queues: left to itself each of them would, one behind
 * the other, on connections whose errors nobody hears.
 */
export const migrateQueues: ForeignMigration = (connection) => runMigrations(connection, JOBS_SCHEMA);
