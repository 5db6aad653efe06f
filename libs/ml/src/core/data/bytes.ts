const LARGEST_VARINT = 0xffff_ffff;

/** Numbers written one after another, little-endian, into bytes that grow as needed. */
export class ByteWriter {
  private view = new DataView(new ArrayBuffer(1024));
  private length = 0;

  /** A whole number from 0 to 2³² − 1 in one to five bytes, seven bits each, the lowest first (LEB128). */
  varint(value: number): this {
    if (!Number.isInteger(value) || value < 0 || value > LARGEST_VARINT) throw new Error(`${value} is no whole number below 2^32`);
    let rest = value;
    for (; rest > 0x7f; rest = Math.floor(rest / 128)) this.byte((rest % 128) | 0x80);
    return this.byte(rest);
  }

  single(value: number): this {
    this.reserve(4);
    this.view.setFloat32(this.length, value, true);
    this.length += 4;
    return this;
  }

  float64(value: number): this {
    this.reserve(8);
    this.view.setFloat64(this.length, value, true);
    this.length += 8;
    return this;
  }

  float64s(values: Float64Array): this {
    for (const value of values) this.float64(value);
    return this;
  }

  bytes(): Uint8Array {
    return new Uint8Array(this.view.buffer.slice(0, this.length));
  }

  private byte(value: number): this {
    this.reserve(1);
    this.view.setUint8(this.length++, value);
    return this;
  }

  private reserve(more: number): void {
    if (this.length + more <= this.view.byteLength) return;
    const larger = new Uint8Array(2 * this.view.byteLength + more);
    larger.set(new Uint8Array(this.view.buffer));
    this.view = new DataView(larger.buffer);
  }
}

/** Reads what `ByteWriter` wrote. Every method throws an Error, never reads beyond the end, on bytes that it did not write. */
export class ByteReader {
  private readonly view: DataView;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.view.byteLength - this.at;
  }

  /** `what` names the number where it is missing, too long or not within `least` and `most`. */
  varint(what: string, least = 0, most = LARGEST_VARINT): number {
    let value = 0;
    let scale = 1;
    for (let more = true; more; scale *= 128) {
      if (this.left < 1 || scale > 2 ** 28) throw new Error(`the bytes end within ${what}, or it is too long`);
      const byte = this.view.getUint8(this.at++);
      value += (byte & 0x7f) * scale;
      more = byte > 0x7f;
    }
    if (value < least || value > most) throw new Error(`${what} is ${value}, not from ${least} to ${most}`);
    return value;
  }

  /** How many things follow that take `size` bytes each or more: never more than there is room for. */
  count(what: string, size: number): number {
    return this.varint(`the number of ${what}`, 0, Math.floor(this.left / size));
  }

  /** A number in single precision that is neither infinite nor NaN. */
  single(what: string): number {
    if (this.left < 4) throw new Error(`the bytes end within ${what}`);
    const value = this.view.getFloat32(this.at, true);
    if (!Number.isFinite(value)) throw new Error(`${what} is ${value}`);
    this.at += 4;
    return value;
  }

  /** A number that is neither infinite nor NaN. */
  finite(what: string): number {
    if (this.left < 8) throw new Error(`the bytes end within ${what}`);
    const value = this.view.getFloat64(this.at, true);
    if (!Number.isFinite(value)) throw new Error(`${what} is ${value}`);
    this.at += 8;
    return value;
  }

  finites(count: number, what: string): Float64Array {
    if (this.left < 8 * count) throw new Error(`the bytes end within ${what}`);
    return Float64Array.from({ length: count }, () => this.finite(what));
  }

  /** Nothing may be left. */
  end(): void {
    if (this.left > 0) throw new Error(`${this.left} bytes follow the end`);
  }
}
