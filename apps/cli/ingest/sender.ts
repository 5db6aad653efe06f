import { AppError } from '#kernel';
import type { Batch } from './batches.js';

export interface Reply {
  readonly accepted: number;
  readonly rejected: readonly { readonly index: number; readonly errors: readonly Fault[] }[];
}

interface Fault {
  readonly path: string;
  readonly message: string;
}

export interface Destination {
  readonly url: string;
  readonly token: string;
  /** Names the file, so that lines without an id count once however often they are sent. */
  readonly fingerprint: string;
  /** Which service answers at `url`, where that is known. */
  readonly service: string;
}

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5000;
const PATIENCE_MS = 120_000;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function post({ url, token, fingerprint }: Destination, batch: Batch): Promise<Response> {
  return fetch(new URL('/api/realtime/events', url), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson', 'idempotency-key': `${fingerprint}/${batch.index}` },
    body: batch.lines.join('\n'),
  });
}

async function replyFrom(response: Response, { lines }: Batch): Promise<Reply> {
  const body = (await response.json()) as Reply & { code?: string; detail?: string; errors?: Fault[] };
  if (response.ok) return body;
  // A batch without one good line is an answer too.
  if (body.code === 'event_invalid') return { accepted: 0, rejected: lines.map((_, index) => ({ index, errors: faultsOf(body.errors ?? [], index, lines.length) })) };
  throw new AppError('ingest_refused', 'invalid', `the service refused the events (${response.status} ${body.code ?? ''}): ${body.detail ?? ''}`);
}

/** Of the faults of a whole batch, those of the line at `index`: their paths begin with it. */
function faultsOf(errors: readonly Fault[], index: number, count: number): Fault[] {
  if (count === 1) return [...errors];
  return errors.filter(({ path }) => path === `${index}` || path.startsWith(`${index}.`)).map(({ path, message }) => ({ path: path.slice(`${index}.`.length), message }));
}

/** Sends a batch until the service has taken it; waits where it is busy, restarting or away. */
export async function send(destination: Destination, batch: Batch): Promise<Reply> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let waitMs = FIRST_PAUSE_MS; ; waitMs = Math.min(LONGEST_PAUSE_MS, waitMs * 2)) {
    const response = await post(destination, batch).catch((error: unknown) => error as Error);
    const busy = response instanceof Error || response.status === 429 || response.status >= 500;
    if (!busy) return replyFrom(response, batch);
    if (Date.now() > deadline) throw new AppError('ingest_unreachable', 'unavailable', `the service at ${destination.url} has not taken events for two minutes`);
    const asked = response instanceof Error ? 0 : Number(response.headers.get('retry-after') ?? 0) * 1000;
    await pause(Math.max(asked, waitMs));
  }
}
