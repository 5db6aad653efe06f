/**
 * The last values of a stream, oldest first, at most `capacity` of them. Each is written twice, half a buffer apart, so that any
 * run of them lies in one piece: `values[end - 1]` is the newest and `values[end - size]` the oldest. O(1) a value.
 */
export class RecentValues {
  readonly values: Float64Array;
  size = 0;
  private next = 0;

  constructor(readonly capacity: number, kept: readonly number[] = []) {
    this.values = new Float64Array(2 * capacity);
    for (const value of kept) this.push(value);
  }

  /** One past the place of the newest value. */
  get end(): number {
    return this.next + this.capacity;
  }

  push(value: number): void {
    this.next = this.next === this.capacity ? 1 : this.next + 1;
    this.values[this.next - 1] = value;
    this.values[this.next - 1 + this.capacity] = value;
    if (this.size < this.capacity) this.size++;
  }

  /** The mean of the newest `rows` values, of which there must be as many. */
  meanOfLast(rows: number): number {
    let sum = 0;
    for (let at = this.end - rows; at < this.end; at++) sum += this.values[at] as number;
    return sum / rows;
  }

  state(): number[] {
    return [...this.values.subarray(this.end - this.size, this.end)];
  }
}
