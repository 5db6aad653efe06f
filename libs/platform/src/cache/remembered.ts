import type { Cache } from './cache.js';
import { Gathered } from './gathered.js';

export interface RememberedParts<V> {
  readonly cache: Cache<V>;
  /** Answers for each of some distinct keys. */
  readonly load: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>;
  /** Told of each question whether it was answered from memory. */
  readonly asked: (hit: boolean) => void;
}

/**
 * What is stored by key, behind a cache that forgets a key when told that it changed. A change that comes while a key is read
 * wins: what was read may be from before, so it answers those who asked before and is not kept, and who asks after it reads anew.
 */
export class Remembered<V extends NonNullable<unknown>> {
  private readonly missing: Gathered<V>;
  private readonly underWay = new Map<string, Promise<V>>();

  constructor(private readonly parts: RememberedParts<V>) {
    this.missing = new Gathered(parts.load);
  }

  get(key: string): Promise<V> {
    const kept = this.parts.cache.get(key);
    this.parts.asked(kept !== undefined);
    return kept === undefined ? (this.underWay.get(key) ?? this.read(key)) : Promise.resolve(kept);
  }

  forget(key: string): void {
    this.parts.cache.delete(key);
    this.underWay.delete(key);
  }

  /** After changes may have been missed. */
  forgetAll(): void {
    this.parts.cache.clear();
    this.underWay.clear();
  }

  private read(key: string): Promise<V> {
    const reading: Promise<V> = this.missing.find([key]).then((found) => {
      const value = found.get(key) as V;
      if (this.underWay.get(key) === reading) this.parts.cache.set(key, value);
      return value;
    }).finally(() => {
      if (this.underWay.get(key) === reading) this.underWay.delete(key);
    });
    this.underWay.set(key, reading);
    return reading;
  }
}
