import { hashesOf, prefixOf, widened, type Bucket } from '../core/lookup/index.js';
import type { CallerLookup, LookupEntry, LookupList } from './caller-lookup.js';

export interface BucketAnswer {
  /** Of the bucket that is answered, perhaps wider than the one asked about. */
  readonly prefix: string;
  readonly bits: number;
  readonly entries: readonly LookupEntry[];
  readonly list: LookupList | undefined;
}

/** Says which suspicious numbers a bucket holds, of one at least as wide as the published list is told in. */
export class LookUp {
  constructor(private readonly lookup: CallerLookup) {}

  list(): Promise<LookupList | undefined> {
    return this.lookup.list();
  }

  async execute(asked: Bucket): Promise<BucketAnswer> {
    let list = await this.lookup.list();
    for (;;) {
      const bucket = widened(asked, list?.bits ?? 0);
      const found = await this.lookup.between(...hashesOf(bucket));
      // Another list was published between the two: its buckets may be wider.
      if (found.list?.bits === list?.bits) return { prefix: prefixOf(bucket), bits: bucket.bits, ...found };
      list = found.list;
    }
  }
}
