/** The doubles of `prediction.vector`, which are little-endian as every machine is that this runs on. */
export function vectorFrom(bytes: Buffer): Float64Array {
  // A copy of its own begins at a multiple of eight.
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
