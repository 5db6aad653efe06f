import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '#kernel';
import { Settings } from '#platform/config';
import { LiveSettings } from './live-settings.js';
import { SiblingClient } from './sibling-client.js';

/** The platform's other services, where their addresses are set. */
export class Siblings {
  constructor(readonly users: SiblingClient | undefined, readonly config: SiblingClient | undefined) {}

  all(): SiblingClient[] {
    return [this.users, this.config].filter((client) => client !== undefined);
  }
}

function clientOf(name: string, baseUrl: string | undefined, token: string | undefined, clock: Clock): SiblingClient | undefined {
  return baseUrl === undefined ? undefined : new SiblingClient({ name, baseUrl, token, random: Math.random }, clock);
}

@Module({
  providers: [
    {
      provide: Siblings,
      inject: [Settings, Clock],
      useFactory: ({ env }: Settings, clock: Clock) => new Siblings(
        clientOf('user-management', env.USER_SERVICE_URL, env.USER_SERVICE_TOKEN, clock),
        clientOf('configuration', env.CONFIG_SERVICE_URL, env.CONFIG_SERVICE_TOKEN, clock),
      ),
    },
    {
      provide: LiveSettings,
      inject: [Settings, Siblings, Clock],
      useFactory: ({ env }: Settings, { config }: Siblings, clock: Clock) => new LiveSettings(env, config && { client: config, path: env.CONFIG_SERVICE_PATH }, clock),
    },
  ],
  exports: [Siblings, LiveSettings],
})
export class SiblingsModule implements OnApplicationShutdown {
  constructor(@Inject(Siblings) private readonly siblings: Siblings) {}

  onApplicationShutdown(): void {
    for (const client of this.siblings.all()) client.close();
  }
}
