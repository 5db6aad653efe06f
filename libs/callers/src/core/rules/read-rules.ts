import type { FieldError } from '#kernel';
import { SPAM_CATEGORIES, unsafeText } from '#realtime/core';
import { VERDICTS } from '../verdict.js';
import { among, below, integerFrom, listOf, objectOf, textLike, trueOrFalse, wants, type Check } from './field-checks.js';
import { RULE_ACTIONS, type Conditions, type Hours, type Rule } from './rule.js';

export const MOST_RULES = 100;
/** All rules of a user as JSON, in characters. */
export const LARGEST_RULES = 32_768;
const MOST_LISTED = 50;
const LONGEST_NAME = 100;
const LONGEST_NUMBER = 384;
/** As many as are sure to be remembered of a number and a user, the ringing one counted. */
const MOST_CALLS = 30;
const MONTH_MINUTES = 43_200;

export const NUMBER_TYPES = [
  'mobile', 'fixed_line', 'fixed_line_or_mobile', 'premium_rate', 'toll_free', 'shared_cost', 'voip', 'personal', 'pager', 'service', 'voicemail', 'unassigned',
];

/** Brings what a user wrote for numbers into the form of `Conditions.number`; undefined where no number can be meant. */
export type PatternOf = (written: string) => string | undefined;

export type Read<T> = { readonly value: T } | { readonly errors: readonly FieldError[] };

const hoursFields = objectOf(
  {
    from: textLike(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time from 00:00 to 23:59'),
    to: textLike(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time from 00:00 to 24:00'),
    days: listOf(integerFrom(0, 6), 7),
  },
  ['from', 'to'],
);

const hours: Check = (value, path) => {
  const faults = hoursFields(value, path);
  if (faults.length > 0) return faults;
  const { from, to } = value as Hours;
  return from === to ? [{ path: below(path, 'to'), message: 'must differ from `from`; a whole day is 00:00 to 24:00' }] : [];
};

const caller = objectOf({
  country: listOf(textLike(/^[A-Z]{2}$/, 'must be an ISO 3166 region such as CN'), MOST_LISTED),
  numberType: listOf(among(NUMBER_TYPES), MOST_LISTED),
  verdict: listOf(among(VERDICTS), MOST_LISTED),
  category: listOf(among(SPAM_CATEGORIES), MOST_LISTED),
  minProbability: wants('must be a number from 0 to 1', (value) => typeof value === 'number' && value >= 0 && value <= 1),
  seenBefore: trueOrFalse,
  campaign: trueOrFalse,
  withheld: trueOrFalse,
});

/** More than blanks, control characters and letters of no width. */
const SAYS_SOMETHING = /[^\p{Z}\p{C}]/u;

const isName = (value: unknown): boolean => typeof value === 'string' && SAYS_SOMETHING.test(value) && value.length <= LONGEST_NAME && unsafeText(value) === undefined;

function ruleCheck(patternOf: PatternOf): Check {
  const isPattern = (value: unknown): boolean => typeof value === 'string' && value.length <= LONGEST_NUMBER && patternOf(value) !== undefined;
  return objectOf(
    {
      id: textLike(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 of A-Z, a-z, 0-9, _ and -'),
      name: wants(`must be a text of 1 to ${LONGEST_NAME} characters, not blanks alone`, isName),
      enabled: trueOrFalse,
      when: objectOf({
        number: wants('must be a number, or how numbers begin followed by *, such as +8610* or 95*', isPattern),
        hours,
        frequency: objectOf({ calls: integerFrom(2, MOST_CALLS), withinMinutes: integerFrom(1, MONTH_MINUTES) }, ['calls', 'withinMinutes']),
        caller,
      }),
      then: among(RULE_ACTIONS),
    },
    ['id', 'when', 'then'],
  );
}

function ruleFrom({ enabled = true, ...rule }: Omit<Rule, 'enabled'> & { readonly enabled?: boolean }, patternOf: PatternOf): Rule {
  const { number, ...when } = rule.when;
  const pattern = number === undefined ? undefined : patternOf(number);
  const conditions: Conditions = { ...(pattern !== undefined && { number: pattern }), ...when };
  return { ...rule, enabled, when: conditions };
}

/** Reads one rule as a user gives it. `enabled` is true where left out; faults are named from `rule` on. */
export function readRule(value: unknown, patternOf: PatternOf): Read<Rule> {
  const errors = ruleCheck(patternOf)(value, 'rule');
  return errors.length > 0 ? { errors } : { value: ruleFrom(value as Rule, patternOf) };
}

function repeatedIds(rules: readonly Rule[]): FieldError[] {
  const seen = new Set<string>();
  return rules.flatMap(({ id }, index) => (seen.size === seen.add(id).size ? [{ path: `rules.${index}.id`, message: 'is the id of an earlier rule as well' }] : []));
}

/** Reads `{ rules: [...] }`, the whole list of a user; faults are named such as `rules.3.when.hours.from`. */
export function readRules(value: unknown, patternOf: PatternOf): Read<readonly Rule[]> {
  const rule = ruleCheck(patternOf);
  const list: Check = (rules, path) => (Array.isArray(rules) && rules.length === 0 ? [] : listOf(rule, MOST_RULES)(rules, path));
  const errors = objectOf({ rules: list }, ['rules'])(value, '');
  if (errors.length > 0) return { errors };
  const { rules } = value as { readonly rules: readonly Rule[] };
  const repeated = repeatedIds(rules);
  if (repeated.length > 0) return { errors: repeated };
  if (JSON.stringify(rules).length > LARGEST_RULES) return { errors: [{ path: 'rules', message: `must not exceed ${LARGEST_RULES} characters as JSON` }] };
  return { value: rules.map((given) => ruleFrom(given, patternOf)) };
}
