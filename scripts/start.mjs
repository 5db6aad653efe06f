import { ensureReady } from './setup/ensure.mjs';

ensureReady();
// In this process, so that a signal to `npm start` reaches the service itself.
await import('../dist/apps/standalone/main.js');
