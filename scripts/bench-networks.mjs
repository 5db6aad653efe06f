// `npm run bench:networks -- [--backend auto|tensorflow|wasm|cpu] [--json]`
import { ensureReady } from './setup/ensure.mjs';

ensureReady();
const { main } = await import('../test/performance/networks/main.mjs');
process.exitCode = await main(process.argv.slice(2));
