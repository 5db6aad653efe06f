// `npm run benchmark -- [--json] [--seconds 20] [--users 20000] [--connections 8] [--phases throughput,latency,…] [--events 1000000,10000000] [--data-dir <folder>]`; `--help` says more
import { ensureReady } from './setup/ensure.mjs';

ensureReady();
const { main } = await import('../test/performance/benchmark/main.mjs');
process.exitCode = await main(process.argv.slice(2));
