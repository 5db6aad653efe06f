// `npm run bench:patterns -- [--users 1000] [--planted 100] [--json]`
import { ensureReady } from './setup/ensure.mjs';

ensureReady();
const { main } = await import('../test/performance/patterns/main.mjs');
process.exitCode = await main(process.argv.slice(2));
