import { run } from '#platform/process';
import { standalone } from './standalone.js';

await run(standalone);
