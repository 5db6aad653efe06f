// `npm run bench:recommendations -- [--runs N] [--worlds N] [--json]`
import { ensureReady } from './setup/ensure.mjs';

ensureReady();
const { main } = await import('../test/performance/recommendations/main.mjs');
process.exitCode = await main(process.argv.slice(2));
