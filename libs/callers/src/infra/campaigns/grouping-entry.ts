import type { WorkerOptions } from 'node:worker_threads';

/** Where the thread's code is. Tests, which run our sources, put a twin in this file's place. */
export const GROUPING_ENTRY = new URL('./grouping-thread.js', import.meta.url);
export const GROUPING_OPTIONS: WorkerOptions = {};
