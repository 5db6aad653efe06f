import type { ForkOptions } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Where the process's code is. Tests, which run our sources, put a twin in this file's place. */
export const ONNX_ENTRY = fileURLToPath(new URL('./run-models.js', import.meta.url));
export const ONNX_OPTIONS: ForkOptions = { execArgv: [] };
