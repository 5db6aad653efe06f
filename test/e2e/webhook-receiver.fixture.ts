import { createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as it came in. */
export interface Message {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly receivedMs: number;
}

/** Somebody else's server, which takes every message. */
export class WebhookReceiver {
  readonly messages: Message[] = [];
  private readonly http: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      this.messages.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString(), receivedMs: Date.now() });
      response.writeHead(204).end();
    });
  });

  /** Resolves with its origin. */
  start(): Promise<string> {
    return new Promise((resolve) => this.http.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(this.http.address() as AddressInfo).port}`)));
  }

  stop(): Promise<void> {
    this.http.closeAllConnections();
    return new Promise((resolve) => this.http.close(() => resolve()));
  }
}

const TOLERANCE_SECONDS = 300;

function isSignedWith(key: string, signature: string, content: Buffer): boolean {
  const [version, encoded = ''] = signature.split(',', 2);
  const given = Buffer.from(encoded, 'base64');
  if (version === 'v1' && key.startsWith('whsec_')) {
    const own = createHmac('sha256', Buffer.from(key.slice('whsec_'.length), 'base64')).update(content).digest();
    return given.length === own.length && timingSafeEqual(given, own);
  }
  if (version !== 'v1a' || !key.startsWith('whpk_')) return false;
  const x = Buffer.from(key.slice('whpk_'.length), 'base64').toString('base64url');
  return verify(null, content, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }), given);
}

/**
 * Whether a message is genuine by Standard Webhooks 1.0, as its receivers read it.
 * @param key `whsec_…`, or `whpk_…`
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function isGenuine({ headers, body, receivedMs }: Message, key: string): boolean {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => headers[name]);
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string' || !/^\d+$/.test(timestamp)) return false;
  if (Math.abs(receivedMs / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return false;
  return signatures.split(' ').some((signature) => isSignedWith(key, signature, Buffer.from(`${id}.${timestamp}.${body}`)));
}
