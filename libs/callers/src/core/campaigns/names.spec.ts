import fc from 'fast-check';
import { heardFrom, namesTrait, type Doubt, type Heard } from './names.js';

const NAMES = ['a', 'b', 'c', 'd'];
const bearers = new Map([['a', 10], ['b', 10], ['c', 2], ['d', 2], ['alone', 1], ['own', 1], ['said once', 1]]);
const traitWith = (bystanders: Record<string, number>, bystandersHeard: number, doubt?: Doubt) => namesTrait({ bearers, bystanders: new Map(Object.entries(bystanders)), bystandersHeard }, doubt);
const trait = traitWith({}, 0);
const line = (...names: string[]): Heard => heardFrom([names], bearers);
const linesOf = (count: number, name: string): Heard => Array.from({ length: count }, () => line(name)).reduce((one, other) => trait.join(one, other));

describe('what lines were heard to say', () => {
  it.each<[string, Heard, Heard, number, number]>([
    ['the same ties', line('a'), line('a'), 12, 15],
    ['the same ties whole groups no more than two lines', linesOf(5, 'a'), linesOf(5, 'a'), 12, 15],
    ['what fewer say ties more', line('c'), line('c'), 15, 17],
    ['different things part', line('a'), line('b'), -8, -6],
    ['different things part groups the surer', linesOf(10, 'a'), linesOf(10, 'b'), -30, -15],
    ['one of ten that went astray does not tie two that differ', trait.join(linesOf(9, 'a'), line('b')), linesOf(10, 'b'), -3, 4],
    ['one of two scripts ties nearly as much', line('a', 'b'), line('a'), 11, 14],
    ['who says something else each time says nothing', line('alone', 'own', 'said once'), line('a'), 0, 0],
    ['and is told by what others say too', line('alone', 'own', 'a'), line('a'), 12, 15],
    ['what is said once by one that says nothing else counts', line('alone'), line('a'), -8, -6],
    ['silence says nothing', line(), line('a'), 0, 0],
  ])('%s', (_name, one, other, least, most) => {
    expect(trait.evidence(one, other)).toBeGreaterThanOrEqual(least);
    expect(trait.evidence(one, other)).toBeLessThanOrEqual(most);
  });

  it('ties no more where as many of those who have nothing to do with it say it too', () => {
    expect(traitWith({ a: 500 }, 1_000).evidence(line('a'), line('a'))).toBeLessThan(1);
    expect(traitWith({ a: 1 }, 1_000).evidence(line('a'), line('a'))).toBeCloseTo(Math.log(1_000), 1);
  });

  it.each([[0, 1], [0.5, 0.5], [1, 0]])('parts, where one may be the other misheard by %d, at %d of its weight', (doubt, share) =>
    expect(traitWith({}, 0, () => doubt).evidence(line('a'), line('b'))).toBeCloseTo(share * trait.evidence(line('a'), line('b')), 9));

  it('is the same both ways, and adds up to the same in any order', () => {
    const heard = fc.array(fc.constantFrom(...NAMES), { maxLength: 3 }).map((names) => line(...new Set(names)));
    fc.assert(fc.property(heard, heard, heard, (one, two, three) => {
      expect(trait.evidence(one, two)).toBeCloseTo(trait.evidence(two, one), 6);
      const [firstWay, otherWay] = [trait.evidence(one, two) + trait.evidence(trait.join(one, two), three), trait.evidence(two, three) + trait.evidence(trait.join(two, three), one)];
      expect(firstWay).toBeCloseTo(otherWay, 6);
    }));
  });
});
