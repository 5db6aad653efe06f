import type { BootedApp } from './booted-app.fixture.js';

export interface StreamedEvent {
  readonly id: string | undefined;
  readonly type: string;
  readonly data: Record<string, unknown>;
}

export interface EventStream {
  readonly ready: Record<string, unknown>;
  /** The next event of a type, past those asked for before. */
  next(type: string): Promise<StreamedEvent>;
  /** All of a type so far. */
  seen(type: string): readonly StreamedEvent[];
  stop(): void;
}

function parse(block: string): StreamedEvent | undefined {
  const fields = new Map(block.split('\n').filter((line) => !line.startsWith(':')).map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
  const [type, data] = [fields.get('event'), fields.get('data')];
  return type === undefined || data === undefined ? undefined : { id: fields.get('id'), type, data: JSON.parse(data) as Record<string, unknown> };
}

/** Listens to the live stream as a browser's EventSource would. */
export async function eventStream(app: BootedApp, headers: Readonly<Record<string, string>>, query: Readonly<Record<string, string>> = {}, lastId?: string): Promise<EventStream> {
  const end = new AbortController();
  const search = new URLSearchParams(query).toString();
  const answer = await fetch(`${app.origin}/api/realtime/stream${search === '' ? '' : `?${search}`}`, { headers: { ...headers, ...(lastId !== undefined && { 'last-event-id': lastId }) }, signal: end.signal });
  if (answer.status !== 200 || answer.body === null) throw new Error(`the stream answered ${answer.status}`);
  const events: StreamedEvent[] = [];
  let wake: () => void = () => undefined;
  const read = async (body: ReadableStream<Uint8Array>): Promise<void> => {
    let text = '';
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
      text += Buffer.from(chunk).toString('utf8');
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = parse(block);
        if (event !== undefined) events.push(event);
      }
      wake();
    }
  };
  void read(answer.body).catch(() => undefined);
  let place = 0;
  const next = async (type: string): Promise<StreamedEvent> => {
    for (;;) {
      const at = events.findIndex((event, index) => index >= place && event.type === type);
      if (at >= 0) {
        place = at + 1;
        return events[at] as StreamedEvent;
      }
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  return { ready: (await next('ready')).data, next, seen: (type) => events.filter((event) => event.type === type), stop: () => end.abort() };
}
