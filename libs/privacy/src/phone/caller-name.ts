import { normalisePhone, type E164 } from './phone-number.js';

/** How a caller that shows no number is written wherever a number stands. */
export const WITHHELD = 'anonymous';

/** A caller as it is known to us: a number, or that it showed none. */
export type CallerName = E164 | typeof WITHHELD;

/** Why what was written names no caller. The codes are stable for ever. */
export interface UnreadableCaller {
  readonly code: 'input_invalid' | 'number_unsupported';
  readonly message: string;
}

const MALFORMED: UnreadableCaller = { code: 'input_invalid', message: 'must be a phone number, best in E.164 form (+ is %2B in a URL), or anonymous' };
const UNSUPPORTED: UnreadableCaller = { code: 'number_unsupported', message: 'must hold a phone number: of a SIP or tel address only the number in its user part is read' };

/** What networks, telephones and people write where the caller shows no number; -1 to -3 is how old Androids say so. */
const WITHHELD_WORDS = new Set([
  'anonymous', 'withheld', 'private', 'private number', 'private caller', 'unknown', 'unknown number', 'unknown caller', 'restricted', 'blocked', 'hidden', 'unavailable',
  'no caller id', 'no number', 'number withheld', 'out of area', 'payphone', '-1', '-2', '-3',
  '未知', '未知号码', '未知来电', '私人号码', '匿名', '匿名号码', '匿名来电', '隐藏号码', '号码隐藏', '保密', '保密号码', '无号码', '无主叫号码', '无法显示', '无来电显示',
]);
const LONGEST = 384;
const URI = /^(sips?|tel):(.*)$/i;
/** `"A name" <sip:…>`, as a From header has it. */
const NAME_AND_ADDRESS = /^[^<>]*<([^<>]+)>$/;
/** Shorter user parts without + are extensions of a private exchange, unless the address says `user=phone`. */
const SHORTEST_IN_SIP = 7;

function isWithheld(text: string): boolean {
  return text === '' || WITHHELD_WORDS.has(text) || WITHHELD_WORDS.has(text.replace(/[\s_-]+/g, ' '));
}

/** The number as written in a tel URI (RFC 3966): a local one stands in the context its sender gave. */
function telNumber(body: string): string {
  const [local = '', ...parameters] = body.split(';');
  const context = parameters.map((parameter) => /^phone-context=(\+\d+)$/i.exec(parameter)?.[1]).find((prefix) => prefix !== undefined);
  return local.startsWith('+') || context === undefined ? local : `${context}${local}`;
}

/** The user part of a SIP URI (RFC 3261) without its parameters and password, `undefined` where it is no number by its looks. */
function sipUser(body: string): string | undefined {
  const at = body.indexOf('@');
  const user = (at < 0 ? '' : body.slice(0, at)).split(/[;:]/, 1)[0] ?? '';
  const isPhone = user.startsWith('+') || user.length >= SHORTEST_IN_SIP || /;user=phone(?:;|$)/i.test(body.slice(at));
  return isPhone || isWithheld(user.toLowerCase()) ? user : undefined;
}

function readUri(scheme: string, body: string, region: string): CallerName | UnreadableCaller {
  const written = (scheme === 'tel' ? telNumber(body) : sipUser(body))?.replace(/^%2b/i, '+');
  if (written === undefined || written === '') return UNSUPPORTED;
  return isWithheld(written.toLowerCase()) ? WITHHELD : (normalisePhone(written, region) ?? UNSUPPORTED);
}

/**
 * Who calls, from whatever a network or a person writes for it: a number in E.164 or the national form of `region`, a
 * `tel:`, `sip:` or `sips:` address with a number in its user part (with a name before it or not), a word for "no number
 * shown" in any case, or nothing but blanks. Every case is in docs/numbers.md. Takes a microsecond for a plain Chinese mobile.
 */
export function readCaller(written: string, region: string): CallerName | UnreadableCaller {
  const number = normalisePhone(written, region);
  if (number !== undefined) return number;
  if (written.length > LONGEST) return MALFORMED;
  const text = written.trim();
  if (isWithheld(text.toLowerCase())) return WITHHELD;
  const [, scheme, body = ''] = URI.exec(NAME_AND_ADDRESS.exec(text)?.[1]?.trim() ?? text) ?? [];
  return scheme === undefined ? MALFORMED : readUri(scheme.toLowerCase(), body, region);
}

/** Whether `read` names a caller. */
export function isCallerName(read: CallerName | UnreadableCaller): read is CallerName {
  return typeof read === 'string';
}
