// `npm run bench:monitors -- [--series N] [--weeks N] [--json]`
import { ensureReady } from './setup/ensure.mjs';

ensureReady();
const { main } = await import('../test/performance/monitors/main.mjs');
process.exitCode = await main(process.argv.slice(2));
