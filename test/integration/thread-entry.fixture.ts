import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { WorkerOptions } from 'node:worker_threads';

/** In place of `thread-entry.ts`: the thread's source, compiled as it is loaded. */
export const THREAD_ENTRY = pathToFileURL(join(__dirname, '../../libs/ml/src/infra/threads/ml-thread.ts'));
export const THREAD_OPTIONS: WorkerOptions = { execArgv: ['--import', pathToFileURL(join(__dirname, 'source-loader.mjs')).href] };
