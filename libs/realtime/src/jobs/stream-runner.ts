import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '#kernel';
import { Settings } from '#platform/config';
import { Database, type Listening } from '#platform/database';
import { Logger } from '#platform/logging';
import { StreamWorker } from '../app/stream-worker.js';
import { APPENDED_CHANNEL, LETTERS_CHANNEL } from '../app/channels.js';
import { EventPartitions } from '../app/event-partitions.js';

const HEARTBEAT_MS = 1000;

/** Starts and stops the stream worker with the process and rings it when the log grows. */
@Injectable()
export class StreamRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly listenings: Listening[] = [];
  private heartbeat: NodeJS.Timeout | undefined;

  constructor(
    @Inject(StreamWorker) private readonly worker: StreamWorker,
    @Inject(Database) private readonly database: Database,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(EventPartitions) private readonly partitions: EventPartitions,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.partitions.ensure(this.clock.now());
    if (!this.settings.env.ENABLE_REALTIME) this.logger.warn('ENABLE_REALTIME is false: events are kept, none is folded into profiles');
    this.worker.start();
    this.listenings.push(await this.database.listen(APPENDED_CHANNEL, () => this.worker.ring()));
    if (this.settings.env.ENABLE_REALTIME) this.listenings.push(await this.database.listen(LETTERS_CHANNEL, () => this.tell('replaying dead letters', this.worker.replayLetters())));
    await this.worker.report();
    this.heartbeat = setInterval(() => this.tell('reporting', this.worker.report()), HEARTBEAT_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.heartbeat);
    await Promise.all(this.listenings.map((listening) => listening.stop()));
    await this.worker.stop();
  }

  /** What fails here is tried again on the next occasion; the process must live on. */
  private tell(what: string, work: Promise<unknown>): void {
    work.catch((error: unknown) => this.logger.warn(`${what} failed`, { reason: (error as Error).message }));
  }
}
