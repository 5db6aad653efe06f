import fc from 'fast-check';
import { ByteReader, ByteWriter } from './bytes.js';

describe('bytes', () => {
  it('come back as the numbers they were', () => {
    const numbers = fc.array(fc.oneof(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 300 })));
    const floats = fc.float64Array({ noNaN: true, noDefaultInfinity: true, maxLength: 300 });
    fc.assert(fc.property(numbers, floats, (whole, parts) => {
      const writer = new ByteWriter();
      for (const value of whole) writer.varint(value);
      const reader = new ByteReader(writer.float64s(parts).bytes());
      expect(whole.map(() => reader.varint('a number'))).toEqual(whole);
      expect(reader.finites(parts.length, 'the parts')).toEqual(parts);
      reader.end();
    }));
  });

  it.each([[0, 1], [127, 1], [128, 2], [16_384, 3], [2 ** 32 - 1, 5]])('%d takes %d bytes', (value, length) => {
    expect(new ByteWriter().varint(value).bytes()).toHaveLength(length);
  });

  it.each([-1, 0.5, NaN, 2 ** 32])('%d is not written', (value) => {
    expect(() => new ByteWriter().varint(value)).toThrow('is no whole number below 2^32');
  });

  it.each([
    ['a number cut short', [0x80], (reader: ByteReader) => reader.varint('rows')],
    ['a number without end', [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1], (reader: ByteReader) => reader.varint('rows')],
    ['a number too large', [0xff, 0xff, 0xff, 0xff, 0x7f], (reader: ByteReader) => reader.varint('rows')],
    ['a number out of its range', [9], (reader: ByteReader) => reader.varint('rows', 1, 8)],
    ['a fraction cut short', [0, 0, 0], (reader: ByteReader) => reader.finite('rows')],
    ['an infinite fraction', [0, 0, 0, 0, 0, 0, 0xf0, 0x7f], (reader: ByteReader) => reader.finite('rows')],
    ['more fractions than fit', [0, 0, 0], (reader: ByteReader) => reader.finites(2 ** 31, 'rows')],
  ])('%s is refused by name', (_name, bytes, read) => {
    expect(() => read(new ByteReader(Uint8Array.from(bytes)))).toThrow('rows');
  });

  it('with something behind the end are refused', () => {
    const reader = new ByteReader(Uint8Array.of(1, 2, 3));
    reader.varint('rows');
    expect(() => reader.end()).toThrow('2 bytes follow the end');
  });
});
