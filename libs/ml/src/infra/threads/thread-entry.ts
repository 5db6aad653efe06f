import type { WorkerOptions } from 'node:worker_threads';

/** Where the thread's code is. Tests, which run our sources, put a twin in this file's place. */
export const THREAD_ENTRY = new URL('./ml-thread.js', import.meta.url);
export const THREAD_OPTIONS: WorkerOptions = {};
