interface Asking<V> {
  readonly keys: readonly string[];
  readonly answer: (found: ReadonlyMap<string, V>) => void;
  readonly fail: (error: unknown) => void;
}

const MOST_KEYS = 2000;

/**
 * Joins lookups that are asked for while another is under way into one: a thousand requests that each miss a cache for
 * one key become a few round trips. No timer: an idle loader starts at once.
 */
export class Gathered<V> {
  private readonly waiting: Asking<V>[] = [];
  private busy = false;

  /**
   * @param load answers for distinct keys, at most `mostKeys` unless one asking alone has more
   * @param mostKeys of one round trip
   */
  constructor(
    private readonly load: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>,
    private readonly mostKeys = MOST_KEYS,
  ) {}

  /** What was loaded for `keys`, and perhaps for others. */
  find(keys: readonly string[]): Promise<ReadonlyMap<string, V>> {
    return new Promise((answer, fail) => {
      this.waiting.push({ keys, answer, fail });
      this.pump();
    });
  }

  private pump(): void {
    if (this.busy || this.waiting.length === 0) return;
    this.busy = true;
    const { group, keys } = this.nextGroup();
    this.load(keys)
      .then(
        (found) => group.forEach(({ answer }) => answer(found)),
        (error: unknown) => group.forEach(({ fail }) => fail(error)),
      )
      .finally(() => {
        this.busy = false;
        this.pump();
      });
  }

  private nextGroup(): { group: Asking<V>[]; keys: string[] } {
    const keys = new Set<string>();
    let count = 0;
    for (const asking of this.waiting) {
      if (count > 0 && keys.size + asking.keys.length > this.mostKeys) break;
      asking.keys.forEach((key) => keys.add(key));
      count++;
    }
    return { group: this.waiting.splice(0, count), keys: [...keys] };
  }
}
