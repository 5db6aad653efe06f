/** Entries by descending score, those of the same score in the order of `key`. A binary heap. */
export class BestFirst<T extends { readonly score: number; readonly key: number }> {
  private readonly heap: T[] = [];

  push(entry: T): void {
    let at = this.heap.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(entry, this.heap[parent] as T)) break;
      this.heap[at] = this.heap[parent] as T;
      at = parent;
    }
    this.heap[at] = entry;
  }

  pop(): T | undefined {
    const best = this.heap[0];
    const last = this.heap.pop();
    if (last !== undefined && this.heap.length > 0) this.sink(last);
    return best;
  }

  private sink(entry: T): void {
    let at = 0;
    for (let child = 1; child < this.heap.length; child = 2 * at + 1) {
      const next = this.heap[child + 1];
      if (next !== undefined && isBefore(next, this.heap[child] as T)) child++;
      if (!isBefore(this.heap[child] as T, entry)) break;
      this.heap[at] = this.heap[child] as T;
      at = child;
    }
    this.heap[at] = entry;
  }
}

type Ranked = { readonly score: number; readonly key: number };
const isBefore = (one: Ranked, other: Ranked): boolean => one.score > other.score || (one.score === other.score && one.key < other.key);
