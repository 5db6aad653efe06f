import { AppError } from '#kernel';
import { isCallerName, readCaller, WITHHELD, type CallerName, type UnreadableCaller } from './caller-name.js';
import type { E164 } from './phone-number.js';

/** Why what was written names no number. The codes are stable for ever. */
export interface UnreadableNumber {
  readonly code: UnreadableCaller['code'] | 'number_withheld';
  readonly message: string;
}

const DETAILS: Readonly<Record<UnreadableNumber['code'], string>> = {
  input_invalid: 'the request does not have the form this route wants',
  number_unsupported: 'the address holds no phone number',
  number_withheld: 'of a caller that shows no number nothing can be kept',
};

const NO_TEXT: UnreadableNumber = { code: 'input_invalid', message: 'must be a phone number, best in E.164 form (+ is %2B in a URL)' };
const NO_NUMBER: UnreadableNumber = { code: 'number_withheld', message: 'must be a number: a withheld one stands for many callers' };

/** One number of what `readCaller` reads: a withheld one is none, and no type is made into another. */
export function readNumber(written: unknown, region: string): E164 | UnreadableNumber {
  const read = typeof written === 'string' ? readCaller(written, region) : NO_TEXT;
  if (read === WITHHELD) return NO_NUMBER;
  // A caller may also be anonymous; a number may not.
  return typeof read === 'object' && read.code === 'input_invalid' ? NO_TEXT : read;
}

/** @param path the field of the request that names it */
function unreadable(path: string, { code, message }: UnreadableNumber): AppError {
  return new AppError(code, 'invalid', DETAILS[code], { errors: [{ path, message }] });
}

/**
 * The caller a route is asked about, a withheld one included.
 * @throws AppError `input_invalid`, `number_unsupported` for a SIP or tel address without a number; both name `path`
 */
export function callerFrom(path: string, written: string, region: string): CallerName {
  const read = readCaller(written, region);
  if (isCallerName(read)) return read;
  throw unreadable(path, read);
}

/**
 * The number a route is to keep something of.
 * @throws AppError like `callerFrom`, and `number_withheld` where no number is shown: nobody could be told by it again
 */
export function numberFrom(path: string, written: unknown, region: string): E164 {
  const read = readNumber(written, region);
  if (typeof read === 'string') return read;
  throw unreadable(path, read);
}
