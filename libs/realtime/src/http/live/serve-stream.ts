import type { ServerResponse } from 'node:http';
import type { LiveEvent } from '../../app/live/live-stream.js';
import type { LiveFeed } from '../../app/live/live-feed.js';

const PAGE = 100;

export interface StreamTerms {
  readonly heartbeatMs: number;
  /** A reader that takes nothing for so long is let go. */
  readonly patienceMs: number;
}

export interface Viewer {
  /** The place after which it begins. */
  readonly after: number;
  /** Whether events were lost between what it saw last and `after`. */
  readonly isTorn: boolean;
  readonly sees: (event: LiveEvent) => boolean;
  /** What is told at each heartbeat and kept nowhere. */
  readonly pulse: (() => Promise<object>) | undefined;
  /** Aborts with the reason why the stream ends. */
  readonly signal: AbortSignal;
}

type Out = Pick<ServerResponse, 'write' | 'once' | 'off' | 'destroy' | 'end' | 'destroyed' | 'writableEnded'>;

const frame = (event: string, data: unknown, id?: number): string => `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** False where the reader took nothing in time, or has gone. */
async function put(out: Out, text: string, { patienceMs }: StreamTerms): Promise<boolean> {
  if (out.destroyed) return false;
  if (out.write(text)) return true;
  return new Promise((resolve) => {
    const settle = (isTaken: boolean) => (): void => {
      clearTimeout(timer);
      out.off('drain', drained);
      out.off('close', gone);
      resolve(isTaken);
    };
    const [drained, gone] = [settle(true), settle(false)];
    const timer = setTimeout(gone, patienceMs);
    out.once('drain', drained);
    out.once('close', gone);
  });
}

async function* texts(feed: LiveFeed, { after, isTorn, sees, pulse, signal }: Viewer, { heartbeatMs }: StreamTerms): AsyncGenerator<string> {
  let place = after;
  yield `retry: 3000\n${frame('ready', { isTorn }, place)}`;
  let beatMs = -Infinity;
  while (!signal.aborted) {
    const events = await feed.after(place, PAGE);
    const seen = events.filter(sees);
    place = events.at(-1)?.seq ?? place;
    if (seen.length > 0) yield seen.map(({ seq, type, atMs, data }) => frame(type, { at: new Date(atMs).toISOString(), ...data }, seq)).join('');
    if (events.length > 0) continue;
    const now = performance.now();
    if (now - beatMs >= heartbeatMs) {
      beatMs = now;
      // The place goes with it: who hears nothing for a day need not come back to a place that is forgotten.
      yield pulse === undefined ? `: heartbeat\nid: ${place}\n\n` : `: heartbeat\n${frame('metric.stream', await pulse(), place)}`;
    }
    await feed.changed(place, Math.max(1, heartbeatMs - (performance.now() - beatMs)), signal);
  }
  yield frame('end', { reason: String(signal.reason) });
}

/**
 * Writes the stream until its signal aborts or its reader goes. At most one page waits for a reader that does not keep up; when
 * that has waited long enough the connection is cut, and the reader takes up where it stood.
 */
export async function serveStream(out: Out, feed: LiveFeed, viewer: Viewer, terms: StreamTerms): Promise<void> {
  try {
    for await (const text of texts(feed, viewer, terms)) {
      if (await put(out, text, terms)) continue;
      out.destroy();
      return;
    }
    out.end();
  } catch {
    // The database is away: whoever listens comes back, and is answered when it is there again.
    out.destroy();
  }
}
