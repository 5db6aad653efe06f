import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';

/** A phone number in E.164 form, `+` included. */
export type E164 = string & { readonly __brand: 'E164' };

const WRITTEN = /^[+0-9()./\s-]{2,40}$/;

/**
 * Service numbers of mainland China that people are really called from and that have no area code:
 * 95xxx(xxx) and 96xxx companies, 10xxx carriers, 1xx public services, 106… message gateways
 * (but not of ten digits: those are landlines of Beijing).
 */
const CHINA_SERVICE = /^(?:9[56]\d{3,6}|10[01]\d{2,3}|1[12]\d{1,3}|106(?:\d{5,6}|\d{8,12}))$/;

function serviceNumber(digits: string, region: string): E164 | undefined {
  return region === 'CN' && CHINA_SERVICE.test(digits) ? (`+86${digits}` as E164) : undefined;
}

/** The digits of a Chinese service number after +86, or undefined where it is none. */
export function chinaServiceDigits(number: E164): string | undefined {
  return number.startsWith('+86') && CHINA_SERVICE.test(number.slice(3)) ? number.slice(3) : undefined;
}

// What most calls come from, and what the numbering plan says of it, without asking the library: it takes ten microseconds.
const CHINA_MOBILE = /^\+861[3-9]\d{9}$/;

/**
 * Normalises a number written in full or in the national form of `region`; undefined where no network could route it.
 * Deliberately laxer than "valid": spoofed callers use unassigned numbers of a possible length.
 */
export function normalisePhone(written: string, region: string): E164 | undefined {
  if (CHINA_MOBILE.test(written)) return written as E164;
  if (!WRITTEN.test(written)) return undefined;
  const digits = written.replace(/\D/g, '');
  const national = written.startsWith('+86') ? digits.slice(2) : written.includes('+') ? '' : digits;
  const service = serviceNumber(national, written.startsWith('+86') ? 'CN' : region);
  if (service !== undefined) return service;
  const parsed = parsePhoneNumberFromString(written, region as CountryCode);
  if (parsed === undefined || parsed.ext !== undefined || !parsed.isPossible()) return undefined;
  const { number } = parsed;
  // Of impossible zeros the library takes off one a reading: a number is known by what another reading leaves as it is.
  return number === written ? (number as E164) : normalisePhone(number, region);
}

/** The digits that `number` shares with its block of 10^`dropped` numbers, or undefined where the number is too short to have one. */
export function rangePrefix(number: E164, dropped: number): string | undefined {
  const digits = number.slice(1);
  return digits.length - dropped >= 5 ? digits.slice(0, digits.length - dropped) : undefined;
}
