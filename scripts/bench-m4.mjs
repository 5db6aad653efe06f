// `npm run bench:m4 -- --dir DIR [--json]`
import { ensureReady } from './setup/ensure.mjs';

ensureReady();
const { main } = await import('../test/performance/m4/main.mjs');
process.exitCode = await main(process.argv.slice(2));
