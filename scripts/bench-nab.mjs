// `npm run bench:nab -- --dir DIR --scores OUT [--json]`
import { ensureReady } from './setup/ensure.mjs';

ensureReady();
const { main } = await import('../test/performance/nab/main.mjs');
process.exitCode = await main(process.argv.slice(2));
