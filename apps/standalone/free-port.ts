import { createServer } from 'node:net';
import { AppError } from '#kernel';

const NOT_OURS = new Set(['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN']);

/**
 * Resolves where `port` can be listened on.
 * @throws AppError `config_invalid` for a host that is not this machine, else the system's error
 */
export function assertPortFree(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      const notOurs = NOT_OURS.has(error.code ?? '');
      reject(notOurs ? new AppError('config_invalid', 'invalid', `HOST got ${JSON.stringify(host)}, wants an address of this machine, such as 127.0.0.1 or 0.0.0.0`) : error);
    });
    server.listen(port, host, () => server.close(() => resolve()));
  });
}
