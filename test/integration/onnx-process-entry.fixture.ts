import type { ForkOptions } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** In place of `onnx-process-entry.ts`: the process's source, compiled as it is loaded. */
export const ONNX_ENTRY = join(__dirname, '../../libs/ml/src/infra/onnx/run-models.ts');
export const ONNX_OPTIONS: ForkOptions = { execArgv: ['--import', pathToFileURL(join(__dirname, 'source-loader.mjs')).href] };
