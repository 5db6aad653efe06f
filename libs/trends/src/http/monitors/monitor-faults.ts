import { AppError, inputInvalid } from '#kernel';
import { userIdFault } from '#realtime/core';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

/** @throws AppError `input_invalid` */
export function checkUserId(userId: string): void {
  const fault = userIdFault(userId);
  if (fault !== undefined) throw inputInvalid('userId', fault);
}

export const unknownMonitor = (): AppError => new AppError('monitor_unknown', 'not-found', 'this user has no such monitor');
export const unknownAlert = (): AppError => new AppError('alert_unknown', 'not-found', 'this user has no such alert');
