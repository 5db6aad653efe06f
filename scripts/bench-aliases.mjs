// `npm run bench:aliases -- [--batches 500] [--json]`
import { ensureReady } from './setup/ensure.mjs';

ensureReady();
const { main } = await import('../test/performance/aliases/main.mjs');
process.exitCode = await main(process.argv.slice(2));
