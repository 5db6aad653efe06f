import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { LiveFeed } from '../../app/live/live-feed.js';
import { LiveOutbox, type LiveEvent } from '../../app/live/live-stream.js';
import { serveStream, type Viewer } from './serve-stream.js';

class FixedOutbox extends LiveOutbox {
  constructor(private readonly events: readonly LiveEvent[]) {
    super();
  }

  number(): Promise<number> {
    return Promise.resolve(this.events.length);
  }

  after(seq: number, limit: number): Promise<readonly LiveEvent[]> {
    return Promise.resolve(this.events.slice(seq, seq + limit));
  }

  forgottenSeq(): Promise<number> {
    return Promise.resolve(0);
  }

  forget(): Promise<number> {
    return Promise.resolve(0);
  }
}

/** A reader that takes so many writes and no more. */
class Reader extends EventEmitter {
  readonly taken: string[] = [];
  destroyed = false;
  ended = false;

  constructor(private readonly most: number, private readonly full: () => void = () => undefined) {
    super();
  }

  write(text: string): boolean {
    this.taken.push(text);
    if (this.taken.length < this.most) return true;
    this.full();
    return false;
  }

  destroy(): void {
    this.destroyed = true;
  }

  end(): void {
    this.ended = true;
  }
}

const TERMS = { heartbeatMs: 60_000, patienceMs: 20 };
const EVENTS: LiveEvent[] = Array.from({ length: 1000 }, (_, at) => ({ seq: at + 1, atMs: 0, userId: at % 2, type: 'insight.test', data: { at } }));

const serve = (reader: Reader, viewer: Partial<Viewer> = {}, terms = TERMS) =>
  serveStream(reader as unknown as ServerResponse, new LiveFeed(new FixedOutbox(EVENTS)), { after: 0, isTorn: false, sees: () => true, pulse: undefined, signal: new AbortController().signal, ...viewer }, terms);

const ids = (reader: Reader): number[] => [...reader.taken.slice(1).join('').matchAll(/^id: (\d+)\nevent: insight/gm)].map(([, id]) => Number(id));

describe('a stream', () => {
  it('lets go of a reader that takes nothing more, holding one page at most', async () => {
    const reader = new Reader(3);
    await serve(reader);
    expect([reader.destroyed, reader.ended, ids(reader).length, reader.listenerCount('drain'), reader.listenerCount('close')]).toEqual([true, false, 200, 0, 0]);
  });

  it('goes on with a slow one that catches its breath', async () => {
    const gone = new AbortController();
    const reader: Reader = new Reader(2, () => setImmediate(() => {
      if (ids(reader).at(-1) === 1000) gone.abort('stopping');
      reader.emit('drain');
    }));
    await serve(reader, { signal: gone.signal }, { ...TERMS, patienceMs: 10_000 });
    expect([ids(reader), reader.ended]).toEqual([EVENTS.map(({ seq }) => seq), true]);
    expect(reader.taken.at(-1)).toBe('event: end\ndata: {"reason":"stopping"}\n\n');
  });

  it('shows only what its viewer sees, and its heartbeat carries the place all the same', async () => {
    const gone = new AbortController();
    const reader = new Reader(Infinity);
    const done = serve(reader, { after: 990, sees: ({ userId }) => userId === 1, signal: gone.signal });
    while (!reader.taken.some((text) => text.startsWith(': heartbeat'))) await new Promise(setImmediate);
    gone.abort('token_expired');
    await done;
    expect([ids(reader), reader.taken.find((text) => text.startsWith(':'))]).toEqual([[992, 994, 996, 998, 1000], ': heartbeat\nid: 1000\n\n']);
  });

  it('is cut where the outbox cannot be read', async () => {
    const reader = new Reader(Infinity);
    const feed = new LiveFeed(Object.assign(new FixedOutbox(EVENTS), { after: () => Promise.reject(new Error('away')) }));
    await serveStream(reader as unknown as ServerResponse, feed, { after: 0, isTorn: false, sees: () => true, pulse: undefined, signal: new AbortController().signal }, TERMS);
    expect(reader.destroyed).toBe(true);
  });
});
