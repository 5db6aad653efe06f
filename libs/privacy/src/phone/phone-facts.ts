import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { WITHHELD, type CallerName } from './caller-name.js';
import { chinaServiceDigits, type E164 } from './phone-number.js';

/** What a number is for, where that is more than reaching somebody. */
export const NUMBER_SERVICES = [
  'toll_free', 'premium', 'shared_cost', 'company_95', 'local_96', 'carrier', 'message_gateway', 'public_service', 'emergency',
] as const;
export type NumberService = (typeof NUMBER_SERVICES)[number];

/** What the numbering plan says of a number. */
export interface PhoneFacts {
  /** ISO 3166 region, or null for numbers no region owns. */
  readonly country: string | null;
  /** `unassigned` where the plan has no such number, `withheld` where none is shown. */
  readonly numberType: string;
  readonly service: NumberService | null;
  /** Whether the plan gives such numbers out; null where no number is shown. It says nothing of whether somebody has this one. */
  readonly valid: boolean | null;
}

const TYPE_NAMES: Record<string, string> = {
  MOBILE: 'mobile', FIXED_LINE: 'fixed_line', FIXED_LINE_OR_MOBILE: 'fixed_line_or_mobile', PREMIUM_RATE: 'premium_rate', TOLL_FREE: 'toll_free',
  SHARED_COST: 'shared_cost', VOIP: 'voip', PERSONAL_NUMBER: 'personal', PAGER: 'pager', UAN: 'service', VOICEMAIL: 'voicemail',
};

const SERVICE_TYPES: Record<string, NumberService> = { toll_free: 'toll_free', premium_rate: 'premium', shared_cost: 'shared_cost' };

/**
 * China's service numbers by their first digits; the first that fits. 95110 is the coast guard's line, 96110 the anti-fraud line of the police; 121xx are
 * public services, 123xx those of government, 116xx, 118xx and 124xx to 129xx the operators' own, for which nothing is claimed. Who fits none is not in the
 * plan: other numbers of three digits (112, 117, 121) are gone or lead nowhere. Source: 电信网编号计划 (Telecommunications network numbering plan), 2003 and 2017.
 */
const CHINA_SERVICES: readonly (readonly [RegExp, NumberService | null])[] = [
  [/^(?:110|119|120|122)$/, 'emergency'],
  [/^9[56]110$/, 'public_service'],
  [/^95/, 'company_95'],
  [/^96/, 'local_96'],
  [/^106/, 'message_gateway'],
  [/^10/, 'carrier'],
  [/^(?:114|12[13]\d\d)$/, 'public_service'],
  [/^1(?:1[68]|2[4-9])\d\d$/, null],
];

function chinaFacts(digits: string): PhoneFacts {
  const found = CHINA_SERVICES.find(([pattern]) => pattern.test(digits));
  return { country: 'CN', numberType: found === undefined ? 'unassigned' : 'service', service: found?.[1] ?? null, valid: found !== undefined };
}

/** Where a caller's number belongs, what it is for and whether the numbering plan knows it. Takes some ten microseconds. */
export function phoneFacts(name: CallerName): PhoneFacts {
  if (name === WITHHELD) return { country: null, numberType: 'withheld', service: null, valid: null };
  const service = chinaServiceDigits(name);
  return service === undefined ? planFacts(name) : chinaFacts(service);
}

function planFacts(number: E164): PhoneFacts {
  const parsed = parsePhoneNumberFromString(number);
  // A number has a type just where it is valid; asking for both would take twice as long.
  const numberType = TYPE_NAMES[parsed?.getType() ?? ''] ?? 'unassigned';
  return { country: parsed?.country ?? null, numberType, service: SERVICE_TYPES[numberType] ?? null, valid: numberType !== 'unassigned' };
}
