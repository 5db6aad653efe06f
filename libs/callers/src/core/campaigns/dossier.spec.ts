import fc from 'fast-check';
import { categoryOf, confidenceOf, strongestLinks, tiesOf } from './dossier.js';
import type { Link } from './suspect.js';

const link = (left: number, right: number, relation: Link['relation'], strength: number): Link => ({ left, right, relation, strength });
const GROUP = { members: [1, 2, 3], links: [link(1, 2, 'script', 0.5), link(1, 3, 'script', 0.8), link(1, 2, 'callback', 0.9)] };

describe('ties', () => {
  it('are the strongest of each relation, with how many they tie to', () => expect(tiesOf(GROUP)).toEqual(new Map([
    [1, [{ relation: 'callback', strength: 0.9, numbers: 1 }, { relation: 'script', strength: 0.8, numbers: 2 }]],
    [2, [{ relation: 'callback', strength: 0.9, numbers: 1 }, { relation: 'script', strength: 0.5, numbers: 1 }]],
    [3, [{ relation: 'script', strength: 0.8, numbers: 1 }]],
  ])));

  it('of one strength come in the order of relations', () =>
    expect(tiesOf({ members: [1, 2], links: [link(1, 2, 'script', 0.5), link(1, 2, 'range', 0.5)] }).get(1)?.map(({ relation }) => relation)).toEqual(['range', 'script']));
});

describe('confidence', () => {
  it('is the mean chance that not every tie is an accident', () => expect(confidenceOf(tiesOf(GROUP))).toBeCloseTo((0.98 + 0.95 + 0.8) / 3, 12));
  it.each([['nobody', { members: [], links: [] }, 0], ['a member without ties', { members: [1], links: [] }, 0], ['a certain tie', { members: [1, 2], links: [link(1, 2, 'script', 1)] }, 1], ['times alone', { members: [1, 2], links: [link(1, 2, 'timing', 0.8)] }, 0.5],
    ['times and more', { members: [1, 2], links: [link(1, 2, 'timing', 0.8), link(1, 2, 'range', 0.5)] }, 0.9]])(
    'of %s', (_name, group, expected) => expect(confidenceOf(tiesOf(group))).toBeCloseTo(expected, 12));

  it('stays within 0 and 1, and another tie among members never lowers it', () => fc.assert(fc.property(fc.array(fc.tuple(fc.nat(4), fc.integer({ min: 5, max: 9 }), fc.double({ min: 0.01, max: 1, noNaN: true })), { maxLength: 20 }), (drawn) => {
    const links = drawn.map(([left, right, strength]) => link(left, right, 'script', strength));
    const members = Array.from({ length: 10 }, (_, member) => member);
    const [all, fewer] = [confidenceOf(tiesOf({ members, links })), confidenceOf(tiesOf({ members, links: links.slice(1) }))];
    expect(all >= 0 && all <= 1 && all >= fewer - 1e-12).toBe(true);
  })));
});

it.each<[string, (('loan' | 'scam') | null)[], string | null]>([['nothing', [null, null], null], ['most', ['loan', 'scam', 'scam', null], 'scam'], ['the first of equals', ['scam', 'loan'], 'loan'], ['nobody', [], null]])(
  'is called what %s call it', (_name, categories, expected) => expect(categoryOf(categories.map((category) => ({ category })))).toBe(expected));

it('the strongest links of each number are kept, both ways', () => {
  const links = [link(1, 2, 'range', 0.3), link(1, 3, 'script', 0.9), link(1, 4, 'timing', 0.3), link(1, 2, 'script', 0.2)];
  expect(strongestLinks(links, 2)).toEqual([
    { callerId: 1, otherId: 3, relation: 'script', strength: 0.9 }, { callerId: 1, otherId: 2, relation: 'range', strength: 0.3 },
    { callerId: 2, otherId: 1, relation: 'range', strength: 0.3 }, { callerId: 2, otherId: 1, relation: 'script', strength: 0.2 },
    { callerId: 3, otherId: 1, relation: 'script', strength: 0.9 }, { callerId: 4, otherId: 1, relation: 'timing', strength: 0.3 },
  ]);
});
