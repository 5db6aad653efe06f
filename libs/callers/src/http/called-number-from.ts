import { inputInvalid } from '#kernel';
import type { Principal } from '#platform/auth';
import { numberFrom, type E164 } from '#privacy';

/** The line that is called. Only the platform knows it. @throws AppError `input_invalid`, `number_unsupported`, `number_withheld` */
export function calledNumberFrom(written: unknown, { role }: Principal, region: string): E164 | undefined {
  if (written === undefined) return undefined;
  if (role === 'user') throw inputInvalid('calledNumber', 'is for the platform to tell; the preference phoneNumber tells it for a user');
  return numberFrom('calledNumber', written, region);
}
