import { connect } from 'node:net';

const HEAD_END = Buffer.from('\r\n\r\n');
const EMPTY = Buffer.alloc(0);
const LENGTH = /\r\ncontent-length: *(\d+)/i;
const RETRY_AFTER = /\r\nretry-after: *(\d+)/i;
const STATUS_AT = 9;

/** The answer that `bytes` begin with, or undefined where some of it has not arrived. */
function answerIn(bytes) {
  const headLength = bytes.indexOf(HEAD_END);
  if (headLength < 0) return undefined;
  const head = bytes.latin1Slice(0, headLength);
  const length = LENGTH.exec(head);
  if (length === null) throw new Error('an answer without Content-Length cannot be read');
  const bodyAt = headLength + HEAD_END.length;
  const end = bodyAt + Number(length[1]);
  if (bytes.length < end) return undefined;
  const status = Number(head.slice(STATUS_AT, STATUS_AT + 3));
  const retryAfter = status < 400 ? null : RETRY_AFTER.exec(head);
  return { status, body: bytes.subarray(bodyAt, end), retryAfterMs: retryAfter === null ? undefined : Number(retryAfter[1]) * 1000 };
}

/**
 * A keep-alive connection for one request at a time. It takes the request as ready bytes and reads of the answer only what
 * the load needs, since every microsecond spent here is missing on the other side of the same cores.
 */
export class HttpConnection {
  #port;
  #socket;
  #received = EMPTY;
  #waiting;

  constructor(port) {
    this.#port = port;
  }

  /** Resolves with the answer; rejects where the connection ended before it. The next exchange opens a new one. */
  exchange(bytes) {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#open().write(bytes);
    });
  }

  close() {
    this.#socket?.destroy();
  }

  #open() {
    if (this.#socket !== undefined) return this.#socket;
    const socket = connect({ port: this.#port, host: '127.0.0.1', noDelay: true });
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', () => undefined);
    socket.once('close', () => this.#closed(socket));
    this.#socket = socket;
    this.#received = EMPTY;
    return socket;
  }

  #take(chunk) {
    const bytes = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const answer = answerIn(bytes);
    this.#received = answer === undefined ? bytes : EMPTY;
    if (answer === undefined) return;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve(answer);
  }

  #closed(socket) {
    if (this.#socket !== socket) return;
    this.#socket = undefined;
    this.#waiting?.reject(new Error('the connection ended before the answer'));
    this.#waiting = undefined;
  }
}
