import { AsYouType, getCountryCallingCode, type CountryCode } from 'libphonenumber-js/max';
import { readNumber } from './number-asked.js';

const PREFIX = /^\+?\d{1,15}$/;

/**
 * A pattern of numbers in its one form: a number in E.164 (written as `readNumber` takes it), or the beginning of numbers in E.164 followed by `*`. National
 * beginnings are those of `region`, with or without the 0 that is dialled before an area code. Undefined where no number can
 * be meant, and where nothing but that 0 is given: it would mean the whole country.
 */
export function numberPattern(written: string, region: string): string | undefined {
  if (!written.endsWith('*')) {
    const number = readNumber(written, region);
    return typeof number === 'string' ? number : undefined;
  }
  const digits = written.slice(0, -1).replace(/[()./\s-]/g, '');
  if (!PREFIX.test(digits)) return undefined;
  const typed = new AsYouType(region as CountryCode);
  typed.input(digits);
  const prefix = typed.getNumberValue();
  if (prefix === undefined) return undefined;
  // What was written and has vanished, as a 0 after the country code does, must not make the pattern wider than it reads.
  const isWholeRegion = prefix === `+${getCountryCallingCode(region as CountryCode)}` && digits !== prefix;
  return isWholeRegion ? undefined : `${prefix}*`;
}
