import fc from 'fast-check';
import golden from '../../../../test/golden/keyring.json' with { type: 'json' };
import { Keyring, type IndexScope, type Purpose } from './keyring.js';

const SECRET = golden.secret;
const keyring = new Keyring(SECRET);
const PURPOSES: readonly Purpose[] = ['phone', 'user', 'details'];
const SCOPES: readonly IndexScope[] = ['phone', 'user', 'range-10', 'range-100', 'range-1000', 'key-check'];
const unreadable = expect.objectContaining({ code: 'sealed_data_unreadable', kind: 'unavailable' }) as Error;

describe('sealing', () => {
  it('opens to what was sealed, whatever it was', () => {
    fc.assert(fc.property(fc.constantFrom(...PURPOSES), fc.string({ unit: 'binary' }), (purpose, text) => {
      expect(keyring.open(purpose, keyring.seal(purpose, text))).toBe(text);
    }));
  });

  it('opens what another process sealed with the same secret', () => {
    expect(new Keyring(SECRET).open('user', keyring.seal('user', 'u-17'))).toBe('u-17');
  });

  it.each(golden.sealed)('opens what another implementation sealed: $text', ({ purpose, text, base64 }) => {
    expect(keyring.open(purpose as Purpose, Buffer.from(base64, 'base64'))).toBe(text);
  });

  it('never opens under another secret, nor for another purpose', () => {
    for (const purpose of PURPOSES) {
      const sealed = keyring.seal(purpose, '+8613800138000');
      expect(() => new Keyring(`${SECRET}.`).open(purpose, sealed)).toThrow(unreadable);
      for (const other of PURPOSES.filter((each) => each !== purpose)) expect(() => keyring.open(other, sealed)).toThrow(unreadable);
    }
  });

  it.each(['', 'u-17'])('notices a change of any bit of what was made of %j', (text) => {
    const sealed = keyring.seal('user', text);
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const damaged = Buffer.from(sealed);
      damaged.writeUInt8(damaged.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(() => keyring.open('user', damaged)).toThrow(unreadable);
    }
  });

  it('notices bytes that are lacking or too many, down to nothing', () => {
    const sealed = keyring.seal('user', '');
    for (let length = 0; length < sealed.length; length++) expect(() => keyring.open('user', sealed.subarray(0, length))).toThrow(unreadable);
    expect(() => keyring.open('user', Buffer.concat([sealed, Buffer.of(0)]))).toThrow(unreadable);
  });

  it('never uses a nonce twice, and makes nothing equal of equal texts', () => {
    const nonces = new Set<string>();
    const bodies = new Set<string>();
    for (let count = 0; count < 2000; count++) {
      const sealed = keyring.seal('phone', '+8613800138000');
      nonces.add(sealed.subarray(1, 13).toString('hex'));
      bodies.add(sealed.subarray(29).toString('hex'));
    }
    expect([nonces.size, bodies.size]).toEqual([2000, 2000]);
  });

  it('says nothing of the text in its failure', () => {
    try {
      keyring.open('user', keyring.seal('phone', '+8613800138000'));
    } catch (error) {
      expect(String(error)).not.toContain('138');
    }
    expect.assertions(1);
  });
});

describe('the blind index', () => {
  it.each(golden.indexes)('is what another implementation says: $scope $text', ({ scope, text, hex }) => {
    expect(keyring.blindIndex(scope as IndexScope, text).toString('hex')).toBe(hex);
  });

  it('has nothing in common between scopes, secrets and texts', () => {
    const texts = ['+8613800138000', '+8613800138001', 'u-17', ''];
    const indexes = [keyring, new Keyring(`${SECRET}.`)].flatMap((ring) => SCOPES.flatMap((scope) => texts.map((text) => ring.blindIndex(scope, text).toString('hex'))));
    expect(new Set(indexes).size).toBe(2 * SCOPES.length * texts.length);
    expect(indexes.every((index) => index.length === 32)).toBe(true);
  });
});
