import { Keyring, WITHHELD, type CallerName, type E164 } from '#privacy';
import { isNeighbourOf, ownLineOf } from './own-line.js';

const keyring = new Keyring('a key for tests of more than 32 characters');
const OWN = '+8613900139000' as E164;

describe('a user’s own line', () => {
  it.each<[string, string, boolean]>([
    ['one beside it', '+8613900139001', true], ['the last of its block', '+8613900139999', true], ['one of the next block', '+8613900140000', false],
    ['itself', OWN, false], ['a short number', '+8695588', false], ['nobody', WITHHELD, false],
  ])('is a neighbour of %s: %s', (_name, caller, expected) => expect(isNeighbourOf(caller as CallerName, ownLineOf(OWN, keyring), keyring)).toBe(expected));

  it('has no neighbours where it is not known', () => expect(isNeighbourOf(OWN, undefined, keyring)).toBeUndefined());
  it('is not told by what is kept of it', () => expect(JSON.stringify(ownLineOf(OWN, keyring))).not.toContain('139'));
});
