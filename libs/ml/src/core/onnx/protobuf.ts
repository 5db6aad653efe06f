/** A field of a protobuf message: a whole number, or the bytes of a text, a message or a packed list. */
export type ProtobufField = { readonly number: number; readonly value: number; readonly bytes?: undefined } | { readonly number: number; readonly value?: undefined; readonly bytes: Uint8Array };

const [VARINT, FIXED_64, DELIMITED, FIXED_32] = [0, 1, 2, 5];
const LONGEST_VARINT = 10;

/**
 * The fields of a message in the order they stand in, views and no copies. Numbers beyond 2⁵³ lose their last digits; fixed-width ones,
 * which nothing here reads, are passed over. O(fields). Source: protobuf.dev/programming-guides/encoding.
 * @throws Error where the bytes are no message
 */
export function* protobufFields(bytes: Uint8Array): Generator<ProtobufField> {
  let at = 0;
  const varint = (): number => {
    let [value, scale] = [0, 1];
    for (let length = 0; length < LONGEST_VARINT; length++, scale *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw new Error('the bytes end within a number');
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
    throw new Error('a number is too long');
  };
  const take = (length: number): Uint8Array => {
    if (length > bytes.length - at) throw new Error('the bytes end within a field');
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const tag = varint();
    const [number, wire] = [Math.floor(tag / 8), tag % 8];
    if (number === 0) throw new Error('a field has the number 0');
    if (wire === VARINT) yield { number, value: varint() };
    else if (wire === DELIMITED) yield { number, bytes: take(varint()) };
    else if (wire === FIXED_64) take(8);
    else if (wire === FIXED_32) take(4);
    else throw new Error(`a field is of the unknown wire type ${wire}`);
  }
}
