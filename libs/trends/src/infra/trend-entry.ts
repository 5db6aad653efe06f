import type { WorkerOptions } from 'node:worker_threads';

/** Where the thread's code is. Tests, which run our sources, put a twin in this file's place. */
export const TREND_ENTRY = new URL('./trend-thread.js', import.meta.url);
export const TREND_OPTIONS: WorkerOptions = {};
