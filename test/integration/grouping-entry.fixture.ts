import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { THREAD_OPTIONS } from './thread-entry.fixture.js';

/** In place of `grouping-entry.ts`: the thread's source, compiled as it is loaded. */
export const GROUPING_ENTRY = pathToFileURL(join(__dirname, '../../libs/callers/src/infra/campaigns/grouping-thread.ts'));
export const GROUPING_OPTIONS = THREAD_OPTIONS;
