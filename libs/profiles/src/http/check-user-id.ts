import { AppError } from '#kernel';
import { userIdFault } from '#realtime/core';

/** @throws AppError `input_invalid` */
export function checkUserId(userId: string): void {
  const fault = userIdFault(userId);
  if (fault !== undefined) throw new AppError('input_invalid', 'invalid', 'the user id is not valid', { errors: [{ path: 'userId', message: fault }] });
}
