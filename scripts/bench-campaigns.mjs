// `npm run bench:campaigns -- --file robocalls.csv [--out clusters.csv] [--json] [--halves 30]`, or `-- --as-calls --file robocalls.csv [--json]`
import { ensureReady } from './setup/ensure.mjs';

ensureReady();
const { main } = await import('../test/performance/campaigns/main.mjs');
process.exitCode = await main(process.argv.slice(2));
