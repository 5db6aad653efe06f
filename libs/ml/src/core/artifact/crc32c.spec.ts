import { crc32c } from './crc32c.js';

describe('crc32c', () => {
  // The first is the check value of the CRC catalogue, the others are those of RFC 3720, B.4.
  it.each([
    ['the digits', new TextEncoder().encode('123456789'), 0xe3069283],
    ['32 bytes of 0', new Uint8Array(32), 0x8a9136aa],
    ['32 bytes of 255', new Uint8Array(32).fill(255), 0x62a8ab43],
    ['0 to 31', Uint8Array.from({ length: 32 }, (_, at) => at), 0x46dd794e],
    ['31 to 0', Uint8Array.from({ length: 32 }, (_, at) => 31 - at), 0x113fdb5c],
    ['nothing', new Uint8Array(0), 0],
  ])('knows %s', (_name, bytes, expected) => expect(crc32c(bytes)).toBe(expected));
});
