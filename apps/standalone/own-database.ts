import { join } from 'node:path';
import { EmbeddedPostgres } from '#platform/embedded-postgres';

const PAUSE_MS = 300;
/** After `kill -9`, what is left of the last server may hold its files for a moment. */
const FIRST_PATIENCE_MS = 5000;

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

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

  /** Resolves when it takes connections. @throws AppError where it does not in five seconds of trying */
  async start(): Promise<void> {
    const deadline = performance.now() + FIRST_PATIENCE_MS;
    for (;;) {
      try {
        return await this.launch();
      } catch (error) {
        if (this.stopping || performance.now() > deadline) throw error;
        await pause();
        if (this.stopping) throw error;
      }
    }
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.server.stop();
    // A launch that was under way may have brought up one more.
    await this.launching.catch(() => undefined);
    await this.server.stop();
  }

  private launch(): Promise<void> {
    let ready = false;
    this.launching = this.server.start(() => {
      if (!ready || this.stopping) return;
      this.say('the database process ended; starting it again');
      void this.startAgain();
    }).then(() => void (ready = true));
    return this.launching;
  }

  private async startAgain(): Promise<void> {
    while (!this.stopping) {
      await pause();
      if (this.stopping) return;
      const started = await this.launch().then(() => true, () => false);
      if (started) return;
    }
  }
}
