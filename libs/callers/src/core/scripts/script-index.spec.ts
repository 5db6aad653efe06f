import fc from 'fast-check';
import { seededRandom } from '#kernel';
import { ScriptIndex } from './script-index.js';
import { SCRIPT_SETTINGS } from './settings.js';

const BANK = 'Hello this is the security department of your bank. We found a suspicious charge on your account today, so please press 1 to speak with an officer about this case.';
const LOAN = 'Congratulations, you now qualify for a loan without interest. This is a limited time offer, so call us back now to complete the enrollment with our department.';

type Call = readonly [call: string, transcript: string];

function indexOf(calls: readonly Call[], settings = SCRIPT_SETTINGS): ScriptIndex {
  const index = new ScriptIndex(settings);
  calls.forEach(([call, transcript]) => index.add(call, transcript));
  return index;
}
const groupsOf = (calls: readonly Call[], settings = SCRIPT_SETTINGS): (readonly string[])[] => indexOf(calls, settings).groups().map(({ calls: members }) => members);

/** Texts of random words, some of them cut and garbled copies of another. */
function variants(seed: number): Call[] {
  const random = seededRandom(seed);
  const word = (): string => `w${String.fromCharCode(97 + random.below(26), 97 + random.below(26))}`;
  return Array.from({ length: 4 }, (_, campaign) => {
    const script = Array.from({ length: 40 }, word);
    return Array.from({ length: 8 }, (_call, call): Call => {
      const heard = script.slice(random.below(5)).map((said) => (random.next() < 0.04 ? word() : said));
      return [`${campaign}-${call}`, heard.join(' ')];
    });
  }).flat();
}

describe('calls grouped by what is said', () => {
  it.each<[string, Call[], string[][]]>([
    ['nothing', [], []],
    ['the same words', [['b', BANK], ['a', BANK]], [['a', 'b']]],
    ['words that are nothing alike', [['a', BANK], ['b', LOAN]], [['a'], ['b']]],
    ['other slots', [['a', 'Order AMZ0987 of iPhone 11 for $1,499.'], ['b', 'order AB123 of iphone 12 for 899 dollars'], ['c', 'Order X1 of iPhone 8S for $99']], [['a', 'b', 'c']]],
    ['a message picked up late', [['a', BANK], ['b', BANK.split(' ').slice(4).join(' ')]], [['a', 'b']]],
    ['a message played twice', [['a', BANK], ['b', `${BANK} ${BANK}`]], [['a', 'b']]],
    ['silence, which is not alike', [['b', ''], ['a', '...'], ['c', BANK]], [['a'], ['b'], ['c']]],
    ['a word or two', [['a', 'Thank you.'], ['b', 'thank you'], ['c', 'Hello']], [['a', 'b'], ['c']]],
    ['Chinese', [['a', '您有一份重要快件派送均无人签收 了解详情请按9'], ['b', '您有一份重要快件派送均无人签收，了解详情请按9。'], ['c', '您的社保卡已被停用']], [['a', 'b'], ['c']]],
  ])('%s', (_name, calls, expected) => expect(groupsOf(calls)).toEqual(expected));

  it('the same from any order, and each alone the same as among all', () =>
    fc.assert(fc.property(fc.nat(1000).chain((seed) => fc.shuffledSubarray(variants(seed), { minLength: 32 })), (calls) => {
      const sorted = indexOf([...calls].sort());
      const index = indexOf(calls);
      expect(index.groups()).toEqual(sorted.groups());
      for (const group of index.groups()) expect(index.groupOf(group.calls.at(-1) ?? '')).toEqual(group);
    }), { numRuns: 25 }));

  it('never two campaigns together', () =>
    fc.assert(fc.property(fc.nat(100_000), (seed) => {
      for (const members of groupsOf(variants(seed))) expect(new Set(members.map((call) => call.charAt(0))).size).toBe(1);
    }), { numRuns: 25 }));

  it('what is removed leaves no trace', () =>
    fc.assert(fc.property(fc.nat(1000), fc.array(fc.nat(31)), (seed, places) => {
      const calls = variants(seed);
      const index = indexOf(calls);
      const gone = new Set(places.map((place) => calls[place]?.[0]));
      gone.forEach((call) => index.remove(call ?? ''));
      expect(index.groups()).toEqual(indexOf(calls.filter(([call]) => !gone.has(call))).groups());
    }), { numRuns: 25 }));

  it('stay as they are when told of a call twice or to forget one that never was', () => {
    const index = indexOf([['a', BANK], ['b', BANK]]);
    expect(() => index.add('a', LOAN)).toThrow('call a is there already');
    index.remove('c');
    index.remove('a');
    expect(index.groups()).toEqual([{ id: 'b', calls: ['b'] }]);
    expect(index.groupOf('a')).toBeUndefined();
    index.add('a', LOAN);
    expect(index.groupOf('a')).toEqual({ id: 'a', calls: ['a'] });
  });

  it('take a script in a crowd of variants for the nearest of them', () => {
    const storm = Array.from({ length: 40 }, (_, call): Call => [`call ${String(call).padStart(2, '0')}`, `${BANK} Ask for ${String.fromCharCode(97 + (call % 26), 97 + call)}.`]);
    expect(groupsOf(storm, { ...SCRIPT_SETTINGS, mostVariants: 5 })).toEqual([storm.map(([call]) => call)]);
  });
});
