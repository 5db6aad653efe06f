import { LARGEST_RULES, MOST_RULES, readRule, readRules } from './read-rules.js';
import { withoutRule, withRule } from './change-rules.js';
import { rule } from './rules.fixture.js';

/** As good as the real one for what is tested here: numbers get a country. */
const patternOf = (written: string): string | undefined => (/^\+?\d+\*?$/.test(written) ? written.replace(/^(?!\+)/, '+86') : undefined);
const read = (value: unknown) => readRules(value, patternOf);
const faults = (value: unknown): readonly string[] => {
  const found = read(value);
  return 'errors' in found ? found.errors.map(({ path }) => path) : [];
};
const one = (parts: object): object => ({ rules: [{ id: 'a', when: { number: '95*' }, then: 'log', ...parts }] });
const when = (conditions: unknown): object => one({ when: conditions });

describe('reading rules', () => {
  it('takes what is well-formed, with numbers in their one form and switched on where nothing is said', () => {
    const full = {
      number: '+86138*', hours: { from: '22:00', to: '24:00', days: [0, 6] }, frequency: { calls: 2, withinMinutes: 1 },
      caller: { country: ['CN'], numberType: ['voip'], verdict: ['spam'], category: ['loan'], minProbability: 0, seenBefore: true, campaign: false, withheld: false },
    };
    expect(read({ rules: [{ id: 'a', name: '夜间', enabled: false, when: full, then: 'block' }, { id: 'b', when: { number: '95*' }, then: 'log' }] })).toEqual({
      value: [{ id: 'a', name: '夜间', enabled: false, when: full, then: 'block' }, { id: 'b', enabled: true, when: { number: '+8695*' }, then: 'log' }],
    });
    expect(read({ rules: [] })).toEqual({ value: [] });
  });

  it.each<[string, unknown, readonly string[]]>([
    ['no object', undefined, ['']], ['a list', [], ['']], ['null', null, ['']], ['no rules', {}, ['rules']], ['no list', { rules: {} }, ['rules']],
    ['something beside', { rules: [], more: 1 }, ['more']], ['a rule that is none', { rules: ['a'] }, ['rules.0']],
    ['a rule without anything', { rules: [{}] }, ['rules.0.id', 'rules.0.when', 'rules.0.then']],
    ['an id of blanks', one({ id: ' ' }), ['rules.0.id']], ['an id too long', one({ id: 'a'.repeat(65) }), ['rules.0.id']], ['an id that is a number', one({ id: 5 }), ['rules.0.id']],
    ['an empty name', one({ name: '' }), ['rules.0.name']], ['a name of blanks', one({ name: ' \u3000\u200b' }), ['rules.0.name']], ['a name with NUL', one({ name: '\0' }), ['rules.0.name']], ['a name too long', one({ name: 'x'.repeat(101) }), ['rules.0.name']],
    ['enabled as text', one({ enabled: 'yes' }), ['rules.0.enabled']], ['an action that is none', one({ then: 'ring' }), ['rules.0.then']],
    ['an unknown field', one({ priority: 1 }), ['rules.0.priority']], ['a field that could be a number', one({ '13800138000': 1 }), ['rules.0']], ['one that every object has', one({ constructor: 1 }), ['rules.0.constructor']],
    ['no condition', when({}), ['rules.0.when']], ['an unknown condition', when({ weather: 'bad' }), ['rules.0.when.weather']],
    ['a number that is none', when({ number: 'abc' }), ['rules.0.when.number']], ['a number as number', when({ number: 95 }), ['rules.0.when.number']], ['a number too long', when({ number: '1'.repeat(385) }), ['rules.0.when.number']],
    ['hours without end', when({ hours: { from: '22:00' } }), ['rules.0.when.hours.to']], ['24:00 as a beginning', when({ hours: { from: '24:00', to: '07:00' } }), ['rules.0.when.hours.from']],
    ['an hour of one digit', when({ hours: { from: '7:00', to: '08:00' } }), ['rules.0.when.hours.from']], ['minutes over 59', when({ hours: { from: '07:00', to: '08:60' } }), ['rules.0.when.hours.to']],
    ['an end past 24:00', when({ hours: { from: '07:00', to: '24:01' } }), ['rules.0.when.hours.to']], ['no time at all between', when({ hours: { from: '07:00', to: '07:00' } }), ['rules.0.when.hours.to']],
    ['a day that is none', when({ hours: { from: '07:00', to: '08:00', days: [1, 7] } }), ['rules.0.when.hours.days.1']], ['no day', when({ hours: { from: '07:00', to: '08:00', days: [] } }), ['rules.0.when.hours.days']],
    ['one call', when({ frequency: { calls: 1, withinMinutes: 5 } }), ['rules.0.when.frequency.calls']], ['too many calls', when({ frequency: { calls: 31, withinMinutes: 5 } }), ['rules.0.when.frequency.calls']],
    ['half a minute', when({ frequency: { calls: 2, withinMinutes: 0.5 } }), ['rules.0.when.frequency.withinMinutes']], ['more than 30 days', when({ frequency: { calls: 2, withinMinutes: 43_201 } }), ['rules.0.when.frequency.withinMinutes']],
    ['nothing of the caller', when({ caller: {} }), ['rules.0.when.caller']], ['a country in small letters', when({ caller: { country: ['cn'] } }), ['rules.0.when.caller.country.0']], ['no country', when({ caller: { country: [] } }), ['rules.0.when.caller.country']],
    ['a country that is no list', when({ caller: { country: 'CN' } }), ['rules.0.when.caller.country']], ['a type that is none', when({ caller: { numberType: ['mobile', 'telex'] } }), ['rules.0.when.caller.numberType.1']],
    ['a verdict that is none', when({ caller: { verdict: ['ham'] } }), ['rules.0.when.caller.verdict.0']], ['a category that is none', when({ caller: { category: ['ads'] } }), ['rules.0.when.caller.category.0']],
    ['a probability over 1', when({ caller: { minProbability: 1.1 } }), ['rules.0.when.caller.minProbability']], ['a probability that is none', when({ caller: { minProbability: NaN } }), ['rules.0.when.caller.minProbability']],
    ['seenBefore as number', when({ caller: { seenBefore: 1 } }), ['rules.0.when.caller.seenBefore']],
    ['two faults', when({ number: '', caller: { withheld: 'no' } }), ['rules.0.when.number', 'rules.0.when.caller.withheld']],
    ['an id twice', { rules: ['a', 'b', 'a'].map((id) => rule(id, { number: '95*' })) }, ['rules.2.id']],
  ])('names the field of %s', (_name, value, paths) => expect(faults(value)).toEqual(paths));

  it('takes so many rules and no more, and no more text than so much', () => {
    const many = (count: number, name: string): object => ({ rules: Array.from({ length: count }, (_, index) => ({ ...rule(`r${index}`, { number: '95*' }), name })) });
    expect([faults(many(MOST_RULES, 'x')), faults(many(MOST_RULES + 1, 'x'))]).toEqual([[], ['rules']]);
    const wide = { country: new Array<string>(50).fill('CN') };
    const asJson = JSON.stringify(rule('r00', { caller: wide })).length + 1;
    const rulesOf = (characters: number): object => ({ rules: Array.from({ length: Math.ceil(characters / asJson) }, (_, index) => rule(`r${10 + index}`, { caller: wide })) });
    expect([faults(rulesOf(LARGEST_RULES - 2 * asJson)), faults(rulesOf(LARGEST_RULES + asJson))]).toEqual([[], ['rules']]);
  });

  it('names the faults of a single rule from itself on', () => {
    expect(readRule({ id: 'a', when: { hours: 5 }, then: 'log' }, patternOf)).toMatchObject({ errors: [{ path: 'rule.when.hours' }] });
    expect(readRule({ id: 'a', when: { number: '95588' }, then: 'log' }, patternOf)).toEqual({ value: { id: 'a', enabled: true, when: { number: '+8695588' }, then: 'log' } });
  });
});

describe('changing rules', () => {
  const [a, b, other] = [rule('a', { number: '+1*' }), rule('b', { number: '+2*' }), rule('a', { number: '+3*' })] as const;

  it('adds at the end, replaces in place, takes away by id', () => {
    expect(withRule([a], b)).toEqual([a, b]);
    expect(withRule([a, b], other)).toEqual([other, b]);
    expect(withoutRule([a, b], 'a')).toEqual([b]);
  });
});
