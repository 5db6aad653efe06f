import type { NumberFacts } from './number-facts.js';
import { numberTerm } from './number-term.js';

const facts = (parts: Partial<NumberFacts> = {}): NumberFacts => ({ country: 'CN', valid: true, service: null, ...parts });

describe('what a number says by itself', () => {
  it.each<[string, NumberFacts, readonly string[] | undefined, string, number]>([
    ['one the plan does not have', facts({ valid: false, country: null }), undefined, 'number_unassigned', 0.8],
    ['one the plan does not have, of a country', facts({ valid: false, country: 'US' }), ['CN'], 'number_unassigned', 0.8],
    ['a premium-rate line', facts({ service: 'premium' }), ['CN'], 'premium_number', 0.7],
    ['a premium-rate line abroad', facts({ service: 'premium', country: 'FR' }), ['CN'], 'premium_number', 0.7],
    ['the police', facts({ service: 'emergency' }), ['CN'], 'public_service_number', -0.4],
    ['a city’s hotline', facts({ service: 'public_service' }), undefined, 'public_service_number', -0.4],
    ['a country the user had no call from', facts({ country: 'GB' }), ['CN', 'US'], 'foreign_number', 0.3],
  ])('%s', (_name, given, countries, code, value) => {
    expect(numberTerm(given, countries)).toEqual({ code, term: { value, lower: Math.min(0, 2 * value), upper: Math.max(0, 2 * value) }, text: expect.stringMatching(/\w/) as string });
  });

  it.each<[string, NumberFacts, readonly string[] | undefined]>([
    ['a mobile', facts(), ['CN']],
    ['a country the user has calls from', facts({ country: 'US' }), ['CN', 'US']],
    ['a country, where the user’s are not known', facts({ country: 'US' }), undefined],
    ['a number of no country', facts({ country: null }), ['CN']],
    ['a withheld number', facts({ country: null, valid: null }), ['CN']],
    ...['toll_free', 'shared_cost', 'company_95', 'local_96', 'carrier', 'message_gateway'].map((service): [string, NumberFacts, readonly string[]] => [service, facts({ service }), ['CN']]),
  ])('nothing: %s', (_name, given, countries) => expect(numberTerm(given, countries)).toBeUndefined());
});
