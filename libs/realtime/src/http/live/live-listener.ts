import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Database, type Listening } from '#platform/database';
import { Logger } from '#platform/logging';
import { LIVE_CHANNEL } from '../../app/channels.js';
import { LiveFeed } from '../../app/live/live-feed.js';

/** Rings the feed of this process when any process has put news into the outbox. */
@Injectable()
export class LiveListener implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private listening: Listening | undefined;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(LiveFeed) private readonly feed: LiveFeed,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.listening = await this.database.listen(LIVE_CHANNEL, () => {
      this.feed.ring().catch((error: unknown) => this.logger.warn('the live stream could not be read', { reason: (error as Error).message }));
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.listening?.stop();
  }
}
