import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { THREAD_OPTIONS } from './thread-entry.fixture.js';

/** In place of `trend-entry.ts`: the thread's source, compiled as it is loaded. */
export const TREND_ENTRY = pathToFileURL(join(__dirname, '../../libs/trends/src/infra/trend-thread.ts'));
export const TREND_OPTIONS = THREAD_OPTIONS;
