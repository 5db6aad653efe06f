import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver as a user of webhooks would have one. */
export class Receiver {
  readonly received: Received[] = [];
  status = 200;
  /** Answers wait for it. */
  held: Promise<void> = Promise.resolve();
  private readonly http: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      this.received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      void this.held.then(() => response.writeHead(this.status, { location: '/elsewhere' }).end('x'.repeat(100_000)));
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.http.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}/hook`;
  }

  stop(): void {
    this.http.close();
    this.http.closeAllConnections();
  }
}
