export { EmbeddedPostgres } from './embedded-postgres.js';
export { runningUrl } from './running-url.js';
