// `npm run bench:counts -- [--series N] [--weeks N] [--json]`
import { ensureReady } from './setup/ensure.mjs';

ensureReady();
const { main } = await import('../test/performance/counts/main.mjs');
process.exitCode = await main(process.argv.slice(2));
