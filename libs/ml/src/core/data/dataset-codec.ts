import type { Label, TrainingData } from './training-data.js';

interface Head {
  readonly rows: number;
  readonly featureNames: readonly string[];
  readonly classes: readonly Label[];
  readonly labelled: boolean;
  readonly grouped?: boolean;
  readonly timed?: boolean;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const HEAD_LENGTH_BYTES = 8;

/** Training data as bytes: the head's length, its JSON padded to eight bytes, features, labels, groups, times; numbers as this machine writes them (little endian). */
export function encodeDataset({ featureNames, features, labels, groups, times, classes }: TrainingData): Uint8Array {
  const head: Head = { rows: features.rows, featureNames, classes, labelled: labels !== undefined, ...(groups && { grouped: true }), ...(times && { timed: true }) };
  const json = JSON.stringify(head);
  const text = encoder.encode(json + ' '.repeat((8 - (encoder.encode(json).length % 8)) % 8));
  const columns = [features.values, labels, groups, times].filter((values) => values !== undefined);
  const numbers = columns.reduce((sum, values) => sum + values.length, 0);
  const bytes = new Uint8Array(HEAD_LENGTH_BYTES + text.length + numbers * 8);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, HEAD_LENGTH_BYTES);
  let at = HEAD_LENGTH_BYTES + text.length;
  for (const values of columns) {
    new Float64Array(bytes.buffer, at, values.length).set(values);
    at += values.byteLength;
  }
  return bytes;
}

/** @throws Error where `bytes` are not what `encodeDataset` made */
export function decodeDataset(bytes: Uint8Array): TrainingData {
  // A copy of its own: what comes from a database may start anywhere in its buffer, and doubles want eight bytes.
  const own = bytes.slice();
  const textLength = own.length < HEAD_LENGTH_BYTES ? Infinity : new DataView(own.buffer).getUint32(0, true);
  if (HEAD_LENGTH_BYTES + textLength > own.length) throw new Error('the data set is cut off');
  const { rows, featureNames, classes, labelled, grouped = false, timed = false } = JSON.parse(decoder.decode(own.subarray(HEAD_LENGTH_BYTES, HEAD_LENGTH_BYTES + textLength))) as Head;
  const cells = rows * featureNames.length;
  let at = HEAD_LENGTH_BYTES + textLength;
  if (own.length !== at + (cells + rows * (Number(labelled) + Number(grouped) + Number(timed))) * 8) throw new Error('the data set has not the length it states');
  const take = (length: number): Float64Array => new Float64Array(own.buffer, (at += length * 8) - length * 8, length);
  const features = { rows, columns: featureNames.length, values: take(cells) };
  const column = (isThere: boolean): Float64Array | undefined => (isThere ? take(rows) : undefined);
  return { featureNames, features, labels: column(labelled), groups: column(grouped), times: column(timed), classes };
}
