import fc from 'fast-check';
import { Keyring } from '#privacy';
import { callerOfEntry, entryId } from './entry-ids.js';

const keyring = new Keyring('a key for tests of more than 32 characters');
const id = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

describe('the name of an entry', () => {
  it('is always the same and leads back to the number, for its user alone', () => {
    fc.assert(fc.property(id, id, id, (user, other, caller) => {
      const name = entryId(keyring, user, caller);
      expect(name).toMatch(/^[A-Za-z0-9_-]{22}$/);
      expect([entryId(keyring, user, caller), callerOfEntry(keyring, user, name)]).toEqual([name, caller]);
      if (other !== user) expect(callerOfEntry(keyring, other, name)).toBeUndefined();
    }));
  });

  it('says nothing of the number, nor that two users list the same one', () => {
    const names = [1, 2, 3, 4, 5, 6].map((caller) => entryId(keyring, 1, caller));
    const bytes = [...names, entryId(keyring, 2, 1)].map((name) => Buffer.from(name, 'base64url').toString('hex'));
    const halves = bytes.flatMap((hex) => [hex.slice(0, 16), hex.slice(16)]);
    expect(new Set(halves).size).toBe(halves.length);
    expect(entryId(new Keyring('another key for tests, also more than 32 characters'), 1, 1)).not.toBe(names[0]);
  });

  it('leads nowhere once a letter is changed, also where that changes no byte', () => {
    const name = entryId(keyring, 1, 77);
    for (let at = 0; at < name.length; at++) {
      for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_') {
        const changed = name.slice(0, at) + letter + name.slice(at + 1);
        expect(callerOfEntry(keyring, 1, changed)).toBe(changed === name ? 77 : undefined);
      }
    }
  });

  it.each(['', 'x', 'A'.repeat(21), 'A'.repeat(23), '=', '../../../../etc/passwd', '+'.repeat(22)])('%j is none', (text) =>
    expect(callerOfEntry(keyring, 1, text)).toBeUndefined());
});
