import { inputInvalid } from '#kernel';

/**
 * A number means a version, anything else an alias.
 * @throws AppError `input_invalid`
 */
export function versionFrom(written: string): number | string {
  if (/^[1-9]\d{0,8}$/.test(written)) return Number(written);
  if (/^[a-z][a-z0-9_-]{0,31}$/.test(written)) return written;
  throw inputInvalid('version', 'must be the number of a version or an alias');
}
