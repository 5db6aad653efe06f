// `npm run bench:rings -- --edges FILE [--users FILE] [--out FILE] [--json]`
import { ensureReady } from './setup/ensure.mjs';

ensureReady();
const { main } = await import('../test/performance/rings/main.mjs');
process.exitCode = await main(process.argv.slice(2));
