import type pg from 'pg';
import type { Listening } from './database.js';

const RECONNECT_MS = 250;

/**
 * Listens on `channel` with a connection of its own and reconnects for ever. `heard` is also called after each
 * (re)connection, since notifications sent meanwhile are lost.
 */
export async function listenOn(connect: () => pg.Client, channel: string, heard: (payload: string) => void): Promise<Listening> {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const retry = (): void => {
    client = undefined;
    if (!stopped) timer ??= setTimeout(() => { timer = undefined; void open().catch(retry); }, RECONNECT_MS);
  };
  const open = async (): Promise<void> => {
    const fresh = connect();
    fresh.on('error', retry);
    fresh.on('end', retry);
    fresh.on('notification', (message) => heard(message.payload ?? ''));
    await fresh.connect();
    client = fresh;
    await fresh.query(`LISTEN ${channel}`);
    heard('');
  };

  await open();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}
