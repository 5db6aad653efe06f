import fc from 'fast-check';
import { SCRIPT_SETTINGS, type ScriptSettings } from './settings.js';
import { SketchGroups } from './sketch-groups.js';
import { scriptSketcher } from './sketcher.js';

const BANK = 'Hello this is the security department of your bank. We found a suspicious charge on your account today, so please press 1 to speak with an officer about this case.';
const LOAN = 'Congratulations, you now qualify for a loan without interest. This is a limited time offer, so call us back now to complete the enrollment with our department.';
const TEXTS = [BANK, LOAN, BANK.split(' ').slice(4).join(' '), `${LOAN} ${LOAN}`, BANK.replace('officer', 'agent')];

const sketcher = scriptSketcher(7);
function sketchGroups(sketches: readonly [string, Uint32Array][], settings?: ScriptSettings): Map<string, number> {
  const groups = new SketchGroups(settings);
  for (const [name, sketch] of sketches) groups.add(name, sketch);
  return groups.groups();
}

const named = (texts: readonly string[]): [string, Uint32Array][] => texts.map((text, at) => [String(at), sketcher(text) ?? new Uint32Array()]);

describe('sketches', () => {
  it('are of as many hashes as the settings say, and none of silence', () => {
    expect(sketcher(BANK)).toHaveLength(SCRIPT_SETTINGS.bands * SCRIPT_SETTINGS.bandRows);
    expect([sketcher(''), sketcher(' ... ')]).toEqual([undefined, undefined]);
  });

  it('are the same for the same words, and others by another seed', () => {
    expect(sketcher(BANK.toUpperCase())).toEqual(sketcher(BANK));
    expect(scriptSketcher(8)(BANK)).not.toEqual(sketcher(BANK));
  });

  it('look no further than four hundred words', () => {
    const long = Array.from({ length: 400 }, (_, word) => `w${String.fromCharCode(97 + (word % 26), 97 + Math.floor(word / 26))}`).join(' ');
    expect(sketcher(`${long} and more`)).toEqual(sketcher(long));
  });
});

describe('groups of sketches', () => {
  it('tell scripts apart by what is said, from any order', () => fc.assert(fc.property(fc.shuffledSubarray(named(TEXTS), { minLength: 5 }), (sketches) => {
    expect(Object.fromEntries(sketchGroups([...sketches, ...sketches]))).toEqual({ 0: 0, 1: 1, 2: 0, 3: 1, 4: 0 });
  }), { numRuns: 20 }));

  it('of nothing are none', () => expect(sketchGroups([]).size).toBe(0));

  it('tell which may be one script badly heard, and how surely, from any order', () => {
    const heard = BANK.replace('department', 'apartment').replace('charge', 'barge').replace('officer', 'office');
    fc.assert(fc.property(fc.shuffledSubarray(named([BANK, LOAN, heard]), { minLength: 3 }), (sketches) => {
      const index = new SketchGroups();
      for (const [name, sketch] of sketches) index.add(name, sketch);
      const groups = index.groups();
      const kin = index.kinOf(groups);
      expect(kin.map(({ one, other }) => [one, other])).toEqual([[groups.get('0'), groups.get('2')].sort()]);
      expect(kin[0]?.doubt).toBeGreaterThan(0.6);
      expect(kin[0]?.doubt).toBeLessThan(1);
    }), { numRuns: 10 });
  });

  it('take a variant in a crowd for its nearest', () => {
    const crowd = named([BANK, BANK, BANK, BANK, LOAN]);
    expect(Object.fromEntries(sketchGroups(crowd, { ...SCRIPT_SETTINGS, mostVariants: 2 }))).toEqual({ 0: 0, 1: 0, 2: 0, 3: 0, 4: 1 });
  });
});
