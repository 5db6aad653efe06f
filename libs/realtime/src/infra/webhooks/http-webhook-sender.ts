import { lookup } from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { WebhookSender } from '../../app/webhooks/webhook-sender.js';
import { isPublicAddress } from '../../app/webhooks/public-address.js';
import { literalAddress, webhookUrlFault } from '../../app/webhooks/webhook-url.js';
import { ADDRESS_REFUSED, type AttemptOutcome } from '../../core/index.js';

const TIMEOUT_MS = 10_000;
const READ_BYTES = 1024;

export interface Address {
  readonly address: string;
  readonly family: number;
}

export type Resolve = (hostname: string) => Promise<readonly Address[]>;

export interface SenderTerms {
  /** Plain HTTP, and addresses that are not public. */
  readonly allowPrivate: boolean;
  readonly timeoutMs?: number;
  readonly resolve?: Resolve;
}

class Refused extends Error {}

const faultOf = (error: unknown): string => {
  if (error instanceof Refused) return error.message;
  const { name, code } = error as { name?: string; code?: string };
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ABORT_ERR') return 'timeout';
  // A code of Node's or OpenSSL's, never the message: that may hold the address.
  return typeof code === 'string' && /^[A-Z0-9_]{1,60}$/.test(code) ? code : 'request_failed';
};

/**
 * Sends to public addresses alone. A name is resolved once and the connection goes to just that address, so that no second answer
 * of its server can lead elsewhere. Redirects are not followed; of the answer's body nothing is kept, and little is read.
 */
export class HttpWebhookSender extends WebhookSender {
  private readonly resolve: Resolve;

  constructor(private readonly terms: SenderTerms) {
    super();
    this.resolve = terms.resolve ?? ((hostname) => lookup(hostname, { all: true, verbatim: true }));
  }

  async post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<AttemptOutcome> {
    const signal = AbortSignal.timeout(this.terms.timeoutMs ?? TIMEOUT_MS);
    try {
      if (webhookUrlFault(url, this.terms.allowPrivate) !== undefined) throw new Refused('url_refused');
      const parsed = new URL(url);
      const address = await this.addressOf(parsed, signal);
      return { status: await send(parsed, address, { headers, body, signal }), fault: undefined };
    } catch (error) {
      return { status: undefined, fault: faultOf(error) };
    }
  }

  /** A name that leads nowhere and one that leads inside are refused alike: the difference would tell which inner names there are. */
  private async addressOf(url: URL, signal: AbortSignal): Promise<Address> {
    const { allowPrivate } = this.terms;
    const found = await before(signal, this.addressesOf(url)).catch((error: unknown) => {
      if (allowPrivate) throw error;
      return [];
    });
    const [first] = found;
    // One that is not public among them is enough: whoever answers so is not to be trusted with the others.
    if (first === undefined || !(allowPrivate || found.every(({ address }) => isPublicAddress(address)))) throw new Refused(ADDRESS_REFUSED);
    return first;
  }

  private async addressesOf(url: URL): Promise<readonly Address[]> {
    const literal = literalAddress(url);
    return literal === undefined ? this.resolve(url.hostname) : [{ address: literal, family: literal.includes(':') ? 6 : 4 }];
  }
}

/** The name service knows no signal. */
async function before<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  let late: (() => void) | undefined;
  const end = new Promise<never>((_resolve, reject) => {
    late = () => reject(signal.reason as Error);
    signal.addEventListener('abort', late, { once: true });
  });
  return Promise.race([work, end]).finally(() => late && signal.removeEventListener('abort', late));
}

interface Message {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

function send(url: URL, address: Address, { headers, body, signal }: Message): Promise<number> {
  const { request } = url.protocol === 'https:' ? https : http;
  const pinned = ((_name: string, options: { all?: boolean }, answer: (error: null, address: unknown, family?: number) => void) =>
    options.all === true ? answer(null, [address]) : answer(null, address.address, address.family)) as LookupFunction;
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      {
        method: 'POST', agent: false, lookup: pinned, signal,
        headers: { ...headers, 'content-length': Buffer.byteLength(body), 'user-agent': 'profile-analytics-webhooks/1', connection: 'close' },
      },
      (answer) => {
        let read = 0;
        const over = (): void => {
          asked.destroy();
          resolve(answer.statusCode ?? 0);
        };
        answer.on('data', (chunk: Buffer) => {
          read += chunk.length;
          if (read > READ_BYTES) over();
        });
        answer.on('end', over).on('error', over);
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}
