export { Trends1763802010000 } from './infra/migrations/1763802010000-trends.js';
export { TrendsHttpModule, TrendsJobsModule } from './trends.module.js';
