// `npm run bench:callers -- [--json] [--seed N] [--users 1000] [--days 28] [--scale knob=0.5,…] [--moved]`
import { ensureReady } from './setup/ensure.mjs';

ensureReady();
const { main } = await import('../test/performance/callers/main.mjs');
process.exitCode = main(process.argv.slice(2));
