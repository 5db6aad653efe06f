import { LiveFeed } from './live-feed.js';
import { LiveOutbox, type LiveEvent } from './live-stream.js';

/** An outbox in memory, which counts how often it is read. */
class MemoryOutbox extends LiveOutbox {
  readonly events: LiveEvent[] = [];
  reads = 0;

  put(count: number): void {
    for (let each = 0; each < count; each++) this.events.push({ seq: this.events.length + 1, atMs: 0, userId: 0, type: 'insight.test', data: {} });
  }

  number(): Promise<number> {
    return Promise.resolve(this.events.length);
  }

  after(seq: number, limit: number): Promise<readonly LiveEvent[]> {
    this.reads++;
    return Promise.resolve(this.events.filter((event) => event.seq > seq).slice(0, limit));
  }

  forgottenSeq(): Promise<number> {
    return Promise.resolve(0);
  }

  forget(): Promise<number> {
    return Promise.resolve(0);
  }
}

const seqs = (events: readonly LiveEvent[]): number[] => events.map(({ seq }) => seq);

/** Reads as one reader does, page by page, up to the head. */
async function readOn(feed: LiveFeed, after: number): Promise<number[]> {
  const found: number[] = [];
  for (let place = after; ;) {
    const page = seqs(await feed.after(place, 100));
    if (page.length === 0) return found;
    found.push(...page);
    place = page.at(-1) as number;
  }
}

const upTo = (from: number, until: number): number[] => Array.from({ length: until - from }, (_, at) => from + at + 1);

describe('the feed', () => {
  it('begins at the head, and reads what is older from the outbox', async () => {
    const outbox = new MemoryOutbox();
    outbox.put(250);
    const feed = new LiveFeed(outbox);
    expect([await readOn(feed, 250), feed.head, outbox.reads]).toEqual([[], 250, 0]);
    expect(await readOn(feed, 0)).toEqual(upTo(0, 250));
  });

  it('reads new events once for everybody', async () => {
    const outbox = new MemoryOutbox();
    const feed = new LiveFeed(outbox);
    await feed.ring();
    outbox.put(300);
    await Promise.all([feed.ring(), feed.ring(), feed.ring()]);
    const read = outbox.reads;
    expect([await readOn(feed, 0), await readOn(feed, 120), outbox.reads - read]).toEqual([upTo(0, 300), upTo(120, 300), 0]);
  });

  it('loses nothing for whoever lags beyond what is in memory', async () => {
    const outbox = new MemoryOutbox();
    const feed = new LiveFeed(outbox);
    await feed.ring();
    outbox.put(5000);
    await feed.ring();
    expect(await readOn(feed, 0)).toEqual(upTo(0, 5000));
    expect(await readOn(feed, 4990)).toEqual(upTo(4990, 5000));
  });

  it('wakes who waits when something comes, and lets go of who leaves', async () => {
    const outbox = new MemoryOutbox();
    const feed = new LiveFeed(outbox);
    await feed.ring();
    const gone = new AbortController();
    const waits = [feed.changed(0, 60_000, new AbortController().signal), feed.changed(0, 60_000, gone.signal)];
    gone.abort();
    await waits[1];
    outbox.put(1);
    await feed.ring();
    await waits[0];
    await feed.changed(0, 60_000, new AbortController().signal);
    expect(feed.head).toBe(1);
  });
});
