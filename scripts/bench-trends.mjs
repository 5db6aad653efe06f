// `npm run bench:trends -- [--json]`
import { ensureReady } from './setup/ensure.mjs';

ensureReady();
const { main } = await import('../test/performance/trends/main.mjs');
process.exitCode = await main(process.argv.slice(2));
