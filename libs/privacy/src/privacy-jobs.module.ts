import { Inject, Module, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import { Database } from '#platform/database';
import { Logger } from '#platform/logging';
import { Keyring } from './crypto/keyring.js';
import { FillRanges } from './infra/fill-ranges.js';
import { PrivacyModule } from './privacy.module.js';

/** What the worker does for this library once it has started. */
@Module({
  imports: [PrivacyModule],
  providers: [{ provide: FillRanges, inject: [Database, Keyring], useFactory: (database: Database, keyring: Keyring) => new FillRanges(database, keyring) }],
})
export class PrivacyJobsModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private stopping = false;
  private filling: Promise<void> = Promise.resolve();

  constructor(
    @Inject(FillRanges) private readonly fillRanges: FillRanges,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  /** Not waited for: of many numbers it takes minutes, and nothing needs it to start. */
  onApplicationBootstrap(): void {
    this.filling = this.fill();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await this.filling;
  }

  private async fill(): Promise<void> {
    try {
      const numbers = await this.fillRanges.execute(() => this.stopping);
      if (numbers > 0) this.logger.info('numbers were given their blocks of 10,000', { numbers });
    } catch (error) {
      this.logger.warn('numbers could not be given their blocks of 10,000', { reason: (error as Error).message });
    }
  }
}
