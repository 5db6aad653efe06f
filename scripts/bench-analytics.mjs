// `npm run bench:analytics -- [--json] [--events N]`
import { ensureReady } from './setup/ensure.mjs';

ensureReady();
const { main } = await import('../test/performance/analytics/main.mjs');
process.exitCode = await main(process.argv.slice(2));
