import { AsYouType, getCountryCallingCode, type CountryCode } from 'libphonenumber-js/max';
import { readNumber } from './number-asked.js';
import { normalisePhone } from './phone-number.js';

const PREFIX = /^\+?\d{1,15}$/;
/** A message gateway of China after +86. */
const MOST_DIGITS = 17;
/** Calling codes have up to three digits: below that, which digit follows decides whether there is such a country. */
const CODE_DIGITS = 3;
const ANY_DIGIT = [...'2813456790'];
const LIKELY_DIGITS = [...'281'];

/** Whether some number that calls could come from begins so. Tries what the prefix may go on with, as numbers are read. */
function beginsNumbers(prefix: string, region: string): boolean {
  const digits = prefix.length - 1 > CODE_DIGITS ? LIKELY_DIGITS : ANY_DIGIT;
  for (let more = 0; more <= MOST_DIGITS + 1 - prefix.length; more++) {
    if (digits.some((digit) => normalisePhone(prefix + digit.repeat(more), region)?.startsWith(prefix) === true)) return true;
  }
  return false;
}

/** The beginning in E.164 of numbers that are dialled so; undefined where that says less than what was written, as where impossible zeros vanish. */
function prefixOf(digits: string, region: string): string | undefined {
  const typed = new AsYouType(region as CountryCode);
  typed.input(digits);
  const prefix = typed.getNumberValue();
  if (digits.startsWith('+')) return prefix === digits ? prefix : undefined;
  // What was written and has vanished, as a 0 after the country code does, must not make the pattern wider than it reads.
  return prefix === `+${getCountryCallingCode(region as CountryCode)}` ? undefined : prefix;
}

/**
 * A pattern of numbers in its one form: a number in E.164 (written as `readNumber` takes it), or the beginning of numbers in E.164
 * followed by `*`. National beginnings are those of `region`, with or without the 0 that is dialled before an area code. Undefined
 * where no number can be meant, none begins so, or nothing but that 0 is given: it would mean the whole country.
 */
export function numberPattern(written: string, region: string): string | undefined {
  if (!written.endsWith('*')) {
    const number = readNumber(written, region);
    return typeof number === 'string' ? number : undefined;
  }
  const digits = written.slice(0, -1).replace(/[()./\s-]/g, '');
  const prefix = PREFIX.test(digits) ? prefixOf(digits, region) : undefined;
  return prefix !== undefined && beginsNumbers(prefix, region) ? `${prefix}*` : undefined;
}
