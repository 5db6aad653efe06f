import { ensureReady } from './setup/ensure.mjs';

ensureReady();
await import('../dist/apps/cli/main.js');
