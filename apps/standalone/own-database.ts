import { join } from 'node:path';
import { EmbeddedPostgres } from '#platform/embedded-postgres';

const PAUSE_MS = 300;

/** The embedded server, started again whenever it ends unasked. */
export class OwnDatabase {
  private stopping = false;
  private launching: Promise<void> = Promise.resolve();

  private constructor(
    private readonly server: EmbeddedPostgres,
    private readonly say: (line: string) => void,
  ) {}

  /** Makes its files where there are none; nothing runs yet. */
  static async prepare(dataDir: string, say: (line: string) => void, log: (line: string) => void): Promise<OwnDatabase> {
    return new OwnDatabase(await EmbeddedPostgres.prepare(join(dataDir, 'postgres'), log), say);
  }

  get url(): string {
    return this.server.url;
  }

  /** Resolves when it takes connections. */
  start(): Promise<void> {
    return this.launch();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.server.stop();
    // A launch that was under way may have brought up one more.
    await this.launching.catch(() => undefined);
    await this.server.stop();
  }

  private launch(): Promise<void> {
    this.launching = this.server.start(() => {
      if (this.stopping) return;
      this.say('the database process ended; starting it again');
      this.relaunch();
    });
    return this.launching;
  }

  private relaunch(): void {
    setTimeout(() => {
      if (!this.stopping) this.launch().catch(() => undefined);
    }, PAUSE_MS);
  }
}
