import type { Clock } from '#kernel';
import { Rest } from '#platform/process';
import { publicHash, type Identities } from '#privacy';
import { bucketBits } from '../core/lookup/index.js';
import { LISTED_VERDICTS, type CallerLookup, type ListedVerdict, type LookupEntry, type LookupList } from './caller-lookup.js';
import type { CallerScore, CallerScores, ScorePlace } from './caller-scores.js';

const PAGE = 500;
/** Of the time: the worker folds the stream on this very thread. */
const SHARE = 1 / 3;

/** Publishes by hash which numbers the latest batch found suspicious, in place of what was published before. */
export class PublishLookup {
  constructor(
    private readonly scores: CallerScores,
    private readonly identities: Identities,
    private readonly lookup: CallerLookup,
    private readonly clock: Clock,
  ) {}

  /** Resolves with undefined where there was no batch since the last time. Keeps some 200 bytes an entry in memory. */
  async execute(): Promise<LookupList | undefined> {
    const [scoring, published] = await Promise.all([this.scores.latest(), this.lookup.list()]);
    if (scoring === undefined || scoring.startedMs === published?.judgedMs) return undefined;
    const entries = await this.entries();
    const list = { bits: bucketBits(entries.map(({ hash }) => hash)), judgedMs: scoring.startedMs, publishedMs: this.clock.now() };
    await this.lookup.replace(list, entries);
    return { ...list, entries: entries.length };
  }

  /** By hash: the order in which rows are written must not tell which surrogate id they belong to. */
  private async entries(): Promise<LookupEntry[]> {
    const byHash = new Map<string, LookupEntry>();
    for (const verdict of LISTED_VERDICTS) {
      for await (const entries of this.pages(verdict)) entries.forEach((entry) => byHash.set(entry.hash, entry));
    }
    return [...byHash.values()].sort((left, right) => (left.hash < right.hash ? -1 : 1));
  }

  private async *pages(verdict: ListedVerdict): AsyncGenerator<LookupEntry[]> {
    const rest = new Rest(SHARE);
    let page = await this.scores.list(verdict, undefined, PAGE);
    while (page.length > 0) {
      yield await this.entriesOf(verdict, page);
      await rest.take();
      page = await this.scores.list(verdict, page.at(-1), PAGE);
    }
  }

  /** Numbers that were erased since have no entry. */
  private async entriesOf(verdict: ListedVerdict, page: readonly (CallerScore & ScorePlace)[]): Promise<LookupEntry[]> {
    const numbers = await this.identities.revealPhones(page.map(({ callerId }) => callerId));
    return page.flatMap(({ callerId, category }) => {
      const number = numbers.get(callerId);
      return number === undefined ? [] : [{ hash: publicHash(number), verdict, category }];
    });
  }
}
