import type { Label, TrainingData } from './training-data.js';

interface Head {
  readonly rows: number;
  readonly featureNames: readonly string[];
  readonly classes: readonly Label[];
  readonly labelled: boolean;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const HEAD_LENGTH_BYTES = 8;

/** Training data as bytes: the head's length, its JSON padded to eight bytes, features, labels; numbers as this machine writes them (little endian). */
export function encodeDataset({ featureNames, features, labels, classes }: TrainingData): Uint8Array {
  const head: Head = { rows: features.rows, featureNames, classes, labelled: labels !== undefined };
  const json = JSON.stringify(head);
  const text = encoder.encode(json + ' '.repeat((8 - (encoder.encode(json).length % 8)) % 8));
  const bytes = new Uint8Array(HEAD_LENGTH_BYTES + text.length + features.values.byteLength + (labels?.byteLength ?? 0));
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, HEAD_LENGTH_BYTES);
  const featuresAt = HEAD_LENGTH_BYTES + text.length;
  new Float64Array(bytes.buffer, featuresAt, features.values.length).set(features.values);
  if (labels !== undefined) new Float64Array(bytes.buffer, featuresAt + features.values.byteLength, labels.length).set(labels);
  return bytes;
}

/** @throws Error where `bytes` are not what `encodeDataset` made */
export function decodeDataset(bytes: Uint8Array): TrainingData {
  // A copy of its own: what comes from a database may start anywhere in its buffer, and doubles want eight bytes.
  const own = bytes.slice();
  const textLength = own.length < HEAD_LENGTH_BYTES ? Infinity : new DataView(own.buffer).getUint32(0, true);
  if (HEAD_LENGTH_BYTES + textLength > own.length) throw new Error('the data set is cut off');
  const { rows, featureNames, classes, labelled } = JSON.parse(decoder.decode(own.subarray(HEAD_LENGTH_BYTES, HEAD_LENGTH_BYTES + textLength))) as Head;
  const featuresAt = HEAD_LENGTH_BYTES + textLength;
  const cells = rows * featureNames.length;
  if (own.length !== featuresAt + (cells + (labelled ? rows : 0)) * 8) throw new Error('the data set has not the length it states');
  const features = { rows, columns: featureNames.length, values: new Float64Array(own.buffer, featuresAt, cells) };
  const labels = labelled ? new Float64Array(own.buffer, featuresAt + cells * 8, rows) : undefined;
  return { featureNames, features, labels, classes };
}
