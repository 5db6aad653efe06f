import type { Clock } from '#kernel';

const FRESH_MS = 300_000;
const STALE_MS = 86_400_000;
const AGAIN_MS = 30_000;
const AT_ONCE = 4;
const MOST_WAITING = 1000;

interface Kept<V> {
  readonly value: V | undefined;
  /** When it was answered; undefined where it never was. */
  readonly answeredMs: number | undefined;
  readonly triedMs: number;
}

/**
 * What another service said, read at once and refreshed behind: nobody who reads ever waits. An answer is fresh for five minutes;
 * after that it still serves, up to a day, while a new one is asked for. A failed question is not put again for half a minute.
 */
export class KeptAnswers<V> {
  private readonly kept = new Map<string, Kept<V>>();
  private readonly waiting = new Set<string>();
  private readonly asking = new Set<string>();

  /** @param ask the answer, undefined where the service has none for this key; `mostKept` keys, the longest unasked go first */
  constructor(
    private readonly ask: (key: string) => Promise<V | undefined>,
    private readonly clock: Clock,
    private readonly mostKept = 50_000,
  ) {}

  /** What is known now: undefined where nothing is. */
  read(key: string): V | undefined {
    const known = this.kept.get(key);
    const nowMs = this.clock.now();
    if (this.isDue(known, nowMs)) this.want(key);
    return known?.answeredMs === undefined || nowMs - known.answeredMs > STALE_MS ? undefined : known.value;
  }

  private isDue(known: Kept<V> | undefined, nowMs: number): boolean {
    if (known === undefined) return true;
    if (nowMs - known.triedMs < AGAIN_MS) return false;
    return known.answeredMs === undefined || nowMs - known.answeredMs >= FRESH_MS;
  }

  private want(key: string): void {
    // Who finds no room comes again with the next reading.
    if (this.asking.has(key) || this.waiting.size >= MOST_WAITING) return;
    this.waiting.add(key);
    this.pump();
  }

  private pump(): void {
    for (const key of this.waiting) {
      if (this.asking.size >= AT_ONCE) return;
      this.waiting.delete(key);
      this.asking.add(key);
      void this.refresh(key);
    }
  }

  private async refresh(key: string): Promise<void> {
    try {
      const value = await this.ask(key);
      const nowMs = this.clock.now();
      this.keep(key, { value, answeredMs: nowMs, triedMs: nowMs });
    } catch {
      // Counted where it was asked; what was known stays.
      const known = this.kept.get(key);
      this.keep(key, { value: known?.value, answeredMs: known?.answeredMs, triedMs: this.clock.now() });
    } finally {
      this.asking.delete(key);
      this.pump();
    }
  }

  private keep(key: string, kept: Kept<V>): void {
    this.kept.delete(key);
    this.kept.set(key, kept);
    if (this.kept.size <= this.mostKept) return;
    const [oldest] = this.kept.keys();
    this.kept.delete(oldest as string);
  }
}
