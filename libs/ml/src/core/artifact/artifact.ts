import { readHead, writeHead, type ArtifactHead } from './artifact-head.js';
import { crc32c } from './crc32c.js';

/** The newest format this code writes, and the newest it reads. */
export const ARTIFACT_FORMAT = 1;

/** Everything that serves a model but its passport. */
export interface Artifact extends ArtifactHead {
  readonly formatVersion: number;
  /** What the algorithm encoded. */
  readonly body: Uint8Array;
}

/** corrupt: damaged or cut off. newer: written by newer code. unknown: never was an artifact. */
export interface ArtifactRefusal {
  readonly kind: 'corrupt' | 'newer' | 'unknown';
  readonly reason: string;
}

/** "PAMA" */
const MAGIC = Uint8Array.of(0x50, 0x41, 0x4d, 0x41);
const FORMAT_AT = 4;
const LENGTH_AT = 8;
const HEAD_LENGTH_AT = 12;
const HEAD_AT = 16;
const CHECKSUM_BYTES = 4;

const refuse = (kind: ArtifactRefusal['kind'], reason: string): ArtifactRefusal => ({ kind, reason });

/**
 * Magic, format, length of all, length of the head (32 bits each, little-endian), head (JSON in UTF-8), body, CRC-32C of all before.
 * Magic, format, length and checksum keep their places in every format, so that old code can tell a newer artifact from a damaged one.
 * The same content gives the same bytes.
 */
export function packArtifact({ formatVersion, body, ...content }: Artifact): Uint8Array {
  const head = writeHead(content);
  const bytes = new Uint8Array(HEAD_AT + head.length + body.length + CHECKSUM_BYTES);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC);
  view.setUint32(FORMAT_AT, formatVersion, true);
  view.setUint32(LENGTH_AT, bytes.length, true);
  view.setUint32(HEAD_LENGTH_AT, head.length, true);
  bytes.set(head, HEAD_AT);
  bytes.set(body, HEAD_AT + head.length);
  const end = bytes.length - CHECKSUM_BYTES;
  view.setUint32(end, crc32c(bytes.subarray(0, end)), true);
  return bytes;
}

/** The artifact in `bytes`, or why they are refused. The body is a view of `bytes`, not a copy. */
export function unpackArtifact(bytes: Uint8Array): Artifact | ArtifactRefusal {
  const damage = damageOf(bytes);
  if (damage !== undefined) return damage;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const formatVersion = view.getUint32(FORMAT_AT, true);
  if (formatVersion > ARTIFACT_FORMAT) return refuse('newer', `format ${formatVersion} is newer than ${ARTIFACT_FORMAT}, the newest known here`);
  if (formatVersion < 1) return refuse('unknown', `there is no format ${formatVersion}`);
  const end = bytes.length - CHECKSUM_BYTES;
  const bodyAt = HEAD_AT + view.getUint32(HEAD_LENGTH_AT, true);
  if (bodyAt > end) return refuse('corrupt', 'the head ends beyond the artifact');
  const head = readHead(bytes.subarray(HEAD_AT, bodyAt));
  return typeof head === 'string' ? refuse('corrupt', head) : { formatVersion, ...head, body: bytes.subarray(bodyAt, end) };
}

function damageOf(bytes: Uint8Array): ArtifactRefusal | undefined {
  const magic = bytes.subarray(0, MAGIC.length);
  if (magic.some((byte, at) => byte !== MAGIC[at])) return refuse('unknown', 'the first bytes are not those of an artifact');
  if (bytes.length < HEAD_AT + CHECKSUM_BYTES) return refuse('corrupt', `cut off after ${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(LENGTH_AT, true);
  if (bytes.length !== length) return refuse('corrupt', `${bytes.length} bytes where ${length} were written`);
  const end = length - CHECKSUM_BYTES;
  const isWhole = view.getUint32(end, true) === crc32c(bytes.subarray(0, end));
  return isWhole ? undefined : refuse('corrupt', 'the checksum does not match');
}
