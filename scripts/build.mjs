import { ensureReady } from './setup/ensure.mjs';

ensureReady();
