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

  const later = (): void => {
    if (!stopped) timer ??= setTimeout(() => { timer = undefined; void open().catch(later); }, RECONNECT_MS);
  };
  const open = async (): Promise<void> => {
    const fresh = connect();
    // A connection tells of its end twice and more, perhaps when the next one stands already.
    const lost = (): void => {
      if (client !== fresh) return;
      client = undefined;
      later();
    };
    client = fresh;
    fresh.on('error', lost);
    fresh.on('end', lost);
    fresh.on('notification', (message) => heard(message.payload ?? ''));
    try {
      await fresh.connect();
      await fresh.query(`LISTEN ${channel}`);
    } catch (error) {
      if (client === fresh) client = undefined;
      void fresh.end().catch(() => undefined);
      throw error;
    }
    if (!stopped) heard('');
  };

  await open().catch((error: unknown) => {
    stopped = true;
    clearTimeout(timer);
    throw error;
  });
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}
