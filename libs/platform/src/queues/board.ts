import { getQueueToken } from '@nestjs/bullmq';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Queue } from 'bullmq';
import { sendProblem } from '#platform/http';

const BASIC = /^basic +([A-Za-z0-9+/=]+)$/i;

/** A browser can be asked for a password, not for a bearer token: the password is the token, the name is anything. */
function asBearer(header: string | undefined): string | undefined {
  const encoded = BASIC.exec(header ?? '')?.[1];
  return encoded === undefined ? header : `Bearer ${Buffer.from(encoded, 'base64').toString('utf8').split(':').slice(1).join(':')}`;
}

/** Serves Bull Board over the named queues at `path`, for admins only: pages that state no role are theirs. */
export async function createBoard(app: NestFastifyApplication, path: string, names: readonly string[]): Promise<void> {
  // Loaded with the first board: the worker has the queues and no board of them.
  const [{ createBullBoard }, { BullMQAdapter }, { FastifyAdapter }] = await Promise.all([import('@bull-board/api'), import('@bull-board/api/bullMQAdapter'), import('@bull-board/fastify')]);
  const server = new FastifyAdapter();
  server.setBasePath(path);
  const queues = names.map((name) => app.get<Queue>(getQueueToken(name), { strict: false }));
  createBullBoard({ queues: queues.map((queue) => new BullMQAdapter(queue)), serverAdapter: server });
  // Thrown on, an error reaches the handler below and becomes a problem like any other.
  server.setErrorHandler((error) => {
    throw error;
  });
  const instance = app.getHttpAdapter().getInstance();
  await instance.register(async (board) => {
    board.setErrorHandler((error, _request, reply) => sendProblem(reply, error));
    board.addHook('onRequest', (request, _reply, done) => {
      const header = asBearer(request.headers.authorization);
      if (header !== undefined) request.headers.authorization = header;
      done();
    });
    board.addHook('onSend', (_request, reply, _payload, done) => {
      if (reply.statusCode === 401) void reply.header('www-authenticate', 'Basic realm="token as password", charset="UTF-8"');
      done();
    });
    await board.register(server.registerPlugin() as never, { prefix: path } as never);
  });
}
