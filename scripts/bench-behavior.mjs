// `npm run bench:behavior -- [--bank FILE] [--cns DIR] [--json]`
import { ensureReady } from './setup/ensure.mjs';

ensureReady();
const { main } = await import('../test/performance/behavior/main.mjs');
process.exitCode = await main(process.argv.slice(2));
