import type { NamedTerm } from '../crowd-terms.js';
import type { NumberFacts } from './number-facts.js';

interface NumberRule {
  readonly code: string;
  readonly applies: (facts: NumberFacts, userCountries: readonly string[] | undefined) => boolean;
  /** Log-odds of spam. A caller id is forged easily and a plan changes, so each may as well be nothing, or twice as much. */
  readonly value: number;
  readonly text: (facts: NumberFacts) => string;
}

const PUBLIC = new Set(['emergency', 'public_service']);

/** The first that applies; why each has its value is in docs/numbers.md. */
const RULES: readonly NumberRule[] = [
  { code: 'number_unassigned', applies: ({ valid }) => valid === false, value: 0.8, text: () => 'the numbering plan has no such number' },
  { code: 'premium_number', applies: ({ service }) => service === 'premium', value: 0.7, text: () => 'who calls a premium-rate number back pays for it' },
  { code: 'public_service_number', applies: ({ service }) => PUBLIC.has(service ?? ''), value: -0.4, text: () => 'it is a number of a public service' },
  {
    code: 'foreign_number',
    applies: ({ country }, userCountries) => country !== null && userCountries !== undefined && !userCountries.includes(country),
    value: 0.3, text: ({ country }) => `it belongs to ${country}, a country this user has had no call from`,
  },
];

/**
 * What a number says by itself, before any call: one small term in log-odds, or undefined where it says nothing. Its
 * bounds are 0 and twice the value. Far below what a handful of calls or reports weigh, so it only tips what is open.
 * @param userCountries the user's own country and those calls came from before; undefined where that is not known
 */
export function numberTerm(facts: NumberFacts, userCountries?: readonly string[]): NamedTerm | undefined {
  const rule = RULES.find(({ applies }) => applies(facts, userCountries));
  if (rule === undefined) return undefined;
  const { code, value, text } = rule;
  return { code, term: { value, lower: Math.min(0, 2 * value), upper: Math.max(0, 2 * value) }, text: text(facts) };
}
