// `BENCH_DATA=<folder> npm run bench:forest -- [--json] [--set generated-100000x20]`
import { ensureReady } from './setup/ensure.mjs';

ensureReady();
const { main } = await import('../test/performance/forest/main.mjs');
process.exitCode = await main(process.argv.slice(2));
