import { join } from 'node:path';
import { EmbeddedPostgres } from '#platform/embedded-postgres';

const PAUSE_MS = 300;

/** The embedded server, started again whenever it ends unasked. */
export class OwnDatabase {
  private stopping = false;

  private constructor(
    private readonly server: EmbeddedPostgres,
    private readonly say: (line: string) => void,
  ) {}

  static async start(dataDir: string, say: (line: string) => void, log: (line: string) => void): Promise<OwnDatabase> {
    const database = new OwnDatabase(await EmbeddedPostgres.prepare(join(dataDir, 'postgres'), log), say);
    await database.launch();
    return database;
  }

  get url(): string {
    return this.server.url;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.server.stop();
  }

  private launch(): Promise<void> {
    return this.server.start(() => {
      if (this.stopping) return;
      this.say('the database process ended; starting it again');
      this.relaunch();
    });
  }

  private relaunch(): void {
    setTimeout(() => {
      if (!this.stopping) this.launch().catch(() => undefined);
    }, PAUSE_MS);
  }
}
