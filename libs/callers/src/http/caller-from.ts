import { AppError } from '#kernel';
import { isCallerName, readCaller, WITHHELD, type CallerName, type E164 } from '#privacy';

const FIELD = 'phoneNumber';

export function invalid(path: string, message: string): AppError {
  return new AppError('input_invalid', 'invalid', 'the request does not have the form this route wants', { errors: [{ path, message }] });
}

/**
 * The caller a route is asked about, a withheld one included.
 * @throws AppError `input_invalid`, `number_unsupported` for a SIP or tel address without a number; both name `phoneNumber`
 */
export function callerFrom(written: string, region: string): CallerName {
  const read = readCaller(written, region);
  if (isCallerName(read)) return read;
  if (read.code === 'input_invalid') throw invalid(FIELD, read.message);
  throw new AppError(read.code, 'invalid', 'the address holds no phone number', { errors: [{ path: FIELD, message: read.message }] });
}

/**
 * The number a route is to keep something of.
 * @throws AppError like `callerFrom`, and `number_withheld` where no number is shown: nobody could be told by it again
 */
export function numberFrom(written: string, region: string): E164 {
  const caller = callerFrom(written, region);
  if (caller !== WITHHELD) return caller;
  throw new AppError('number_withheld', 'invalid', 'of a caller that shows no number nothing can be kept', { errors: [{ path: FIELD, message: 'must be a number: a withheld one stands for many callers' }] });
}
