import { randomFillSync } from 'node:crypto';

const DRAWN = 512;

/** Random nonces, drawn many at a time: a call into the system's generator costs more than sealing. Each is handed out once. */
export class NonceSource {
  private readonly pool: Buffer;
  private used: number;

  constructor(private readonly bytes: number) {
    this.pool = Buffer.alloc(bytes * DRAWN);
    this.used = this.pool.length;
  }

  /** Valid until `DRAWN` more have been taken. */
  next(): Buffer {
    if (this.used === this.pool.length) {
      randomFillSync(this.pool);
      this.used = 0;
    }
    return this.pool.subarray(this.used, (this.used += this.bytes));
  }
}
