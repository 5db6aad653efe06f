import { seededRandom } from '#kernel';
import { behaveAlike } from './behave-alike.js';
import { marked, numbersFrom } from './planted.fixture.js';

const ROWS = 300;
const dialers = numbersFrom(0, 60);

/** Dialers call a hundred times as often and hardly listen; in the last column, missing in every third row, is nothing to learn. */
function callRecords(seed: number): Float64Array {
  const random = seededRandom(seed);
  return Float64Array.from(numbersFrom(0, ROWS).flatMap((row) => {
    const isDialer = dialers.includes(row);
    return [(isDialer ? 100 : 1) * (1 + random.next()), (isDialer ? 2 : 90) * (1 + random.next()), row % 3 === 0 ? NaN : random.next()];
  }));
}

const members = (of: readonly number[]): Uint8Array => Uint8Array.from(numbersFrom(0, ROWS), (row) => (of.includes(row) ? 1 : 0));

describe('behaveAlike', () => {
  it('adds those who live like members, and drops members who do not', () => {
    const features = { rows: ROWS, columns: 3, values: callRecords(1) };
    const found = behaveAlike(features, members([...dialers.slice(0, 55), ...numbersFrom(200, 5)]));
    expect(found && marked(found)).toEqual(dialers);
  });

  it('asks about the rows it has', () => {
    const features = { rows: ROWS, columns: 3, values: callRecords(2) };
    const found = behaveAlike(features, Uint8Array.of(...members(dialers), 1, 1));
    expect(found && marked(found)).toEqual(dialers);
  });

  it('keeps the ring as it is where all behave the same', () => {
    const features = { rows: ROWS, columns: 1, values: new Float64Array(ROWS).fill(3) };
    const found = behaveAlike(features, members(dialers));
    expect(found && marked(found)).toEqual(dialers);
  });

  it.each([
    ['no columns', { rows: ROWS, columns: 0, values: new Float64Array(0) }, members(dialers)],
    ['no rows', { rows: 0, columns: 3, values: new Float64Array(0) }, members(dialers)],
    ['no member', { rows: ROWS, columns: 3, values: callRecords(3) }, members([])],
    ['members only', { rows: ROWS, columns: 3, values: callRecords(4) }, members(numbersFrom(0, ROWS))],
  ])('has no answer with %s', (_name, features, ring) => expect(behaveAlike(features, ring)).toBeUndefined());
});
