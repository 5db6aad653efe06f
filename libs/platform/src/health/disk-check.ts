import { freeBytes } from '#platform/process';
import type { ReadinessCheck } from './readiness-check.js';

const LEAST_FREE_BYTES = 128 * 1_048_576;

/** The disk of `folder` still has room. */
export function diskCheck(folder: string): ReadinessCheck {
  return {
    name: 'disk',
    check: async () => ((await freeBytes(folder)) < LEAST_FREE_BYTES ? 'less than 128 MiB are free' : undefined),
  };
}
