import { createServer } from 'node:net';

/** Resolves where `port` can be listened on; rejects with the system's error where not. */
export function assertPortFree(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, host, () => server.close(() => resolve()));
  });
}
