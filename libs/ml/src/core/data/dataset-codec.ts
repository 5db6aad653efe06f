import type { Label, TrainingData } from './training-data.js';

interface Head {
  readonly rows: number;
  readonly featureNames: readonly string[];
  readonly classes: readonly Label[];
  readonly labelled: boolean;
  readonly grouped?: boolean;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const HEAD_LENGTH_BYTES = 8;

/** Training data as bytes: the head's length, its JSON padded to eight bytes, features, labels, groups; numbers as this machine writes them (little endian). */
export function encodeDataset({ featureNames, features, labels, groups, classes }: TrainingData): Uint8Array {
  const head: Head = { rows: features.rows, featureNames, classes, labelled: labels !== undefined, ...(groups && { grouped: true }) };
  const json = JSON.stringify(head);
  const text = encoder.encode(json + ' '.repeat((8 - (encoder.encode(json).length % 8)) % 8));
  const parts = [features.values, ...(labels ? [labels] : []), ...(groups ? [groups] : [])];
  const bytes = new Uint8Array(HEAD_LENGTH_BYTES + text.length + parts.reduce((length, part) => length + part.byteLength, 0));
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, HEAD_LENGTH_BYTES);
  let at = HEAD_LENGTH_BYTES + text.length;
  for (const part of parts) {
    new Float64Array(bytes.buffer, at, part.length).set(part);
    at += part.byteLength;
  }
  return bytes;
}

/** @throws Error where `bytes` are not what `encodeDataset` made */
export function decodeDataset(bytes: Uint8Array): TrainingData {
  // A copy of its own: what comes from a database may start anywhere in its buffer, and doubles want eight bytes.
  const own = bytes.slice();
  const textLength = own.length < HEAD_LENGTH_BYTES ? Infinity : new DataView(own.buffer).getUint32(0, true);
  if (HEAD_LENGTH_BYTES + textLength > own.length) throw new Error('the data set is cut off');
  const { rows, featureNames, classes, labelled, grouped = false } = JSON.parse(decoder.decode(own.subarray(HEAD_LENGTH_BYTES, HEAD_LENGTH_BYTES + textLength))) as Head;
  const featuresAt = HEAD_LENGTH_BYTES + textLength;
  const cells = rows * featureNames.length;
  const columns = Number(labelled) + Number(grouped);
  if (own.length !== featuresAt + (cells + columns * rows) * 8) throw new Error('the data set has not the length it states');
  const features = { rows, columns: featureNames.length, values: new Float64Array(own.buffer, featuresAt, cells) };
  const column = (at: number): Float64Array => new Float64Array(own.buffer, featuresAt + (cells + at * rows) * 8, rows);
  return { featureNames, features, labels: labelled ? column(0) : undefined, groups: grouped ? column(columns - 1) : undefined, classes };
}
