import type { IncomingMessage } from 'node:http';
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { FastifyServerOptions } from 'fastify';
import { describeClientError, describeFailure } from './describe-failure.js';
import { problemHeaders, problemText } from './problem.js';
import { sendFailure } from './problem.filter.js';
import { requestIdOf } from './request-ids.js';

const BODY_LIMIT_BYTES = 2 * 1024 * 1024;
/** From the first byte of a request to its last; slower senders only hold a connection. */
const REQUEST_TIMEOUT_MS = 60_000;
/** A user id of 128 characters, each percent-encoded. */
const LONGEST_PATH_PART = 384;
const VERSION_PREFIX = '/api/v1';

/** `/api/v1/…` answers as `/api/…`. */
export function unversioned(url: string): string {
  if (!url.startsWith(VERSION_PREFIX)) return url;
  const next = url.charAt(VERSION_PREFIX.length);
  return next === '/' || next === '?' || next === '' ? `/api${url.slice(VERSION_PREFIX.length)}` : url;
}

/** Answers by hand where Node could not make a request of what came in. */
function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const failure = describeClientError(error.code);
  const body = problemText(failure, randomUUID());
  const headers = { ...problemHeaders(failure), 'content-length': String(Buffer.byteLength(body)), connection: 'close' };
  const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${failure.status} ${failure.code}\r\n${fields.join('')}\r\n${body}`);
}

export function serverOptions(): FastifyServerOptions {
  return {
    trustProxy: false,
    // Fastify would make a child logger for every request; ours finds the request by itself.
    logger: false,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: LONGEST_PATH_PART },
    genReqId: (request) => requestIdOf(request.headers),
    rewriteUrl: (request: IncomingMessage) => unversioned(request.url ?? '/'),
    frameworkErrors: (error, request, reply) => {
      void reply.header('x-request-id', request.id);
      sendFailure(reply, describeFailure(error));
    },
    clientErrorHandler: answerClientError,
  };
}
