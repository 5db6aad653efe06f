import type { Principal } from '#platform/auth';
import { normalisePhone, type E164 } from '#privacy';
import { invalid } from './caller-from.js';

/** The line that is called. Only the platform knows it. @throws AppError `input_invalid` */
export function calledNumberFrom(written: unknown, { role }: Principal, region: string): E164 | undefined {
  if (written === undefined) return undefined;
  if (role === 'user') throw invalid('calledNumber', 'is for the platform to tell; the preference phoneNumber tells it for a user');
  const number = typeof written === 'string' ? normalisePhone(written, region) : undefined;
  if (number === undefined) throw invalid('calledNumber', 'must be a phone number');
  return number;
}
