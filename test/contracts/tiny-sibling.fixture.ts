import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TinySibling {
  readonly url: string;
  readonly asked: { readonly path: string; readonly authorization: string | undefined }[];
  answer: RequestListener;
  close(): Promise<void>;
}

/** A small HTTP server that stands for another service of the platform and answers as a test says. */
export async function tinySibling(answer: RequestListener = (_request, reply) => void reply.end('{}')): Promise<TinySibling> {
  const server = createServer((request, reply) => {
    sibling.asked.push({ path: request.url ?? '', authorization: request.headers.authorization });
    sibling.answer(request, reply);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const sibling: TinySibling = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    answer,
    close: () => new Promise<void>((closed) => {
      server.closeAllConnections();
      server.close(() => closed());
    }),
  };
  return sibling;
}

/** Until what was asked for behind the back has had its turn. */
export async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1000 && !holds(); turn++) await new Promise((resume) => setTimeout(resume, 5));
  if (!holds()) throw new Error('it never came to hold');
}
