// `npm run bench:callcenter -- --file hourly.csv [--from 1999-09-01] [--json]`
import { ensureReady } from './setup/ensure.mjs';

ensureReady();
const { main } = await import('../test/performance/callcenter/main.mjs');
process.exitCode = await main(process.argv.slice(2));
