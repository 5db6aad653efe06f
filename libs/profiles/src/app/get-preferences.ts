import { effectivePreferences, type Preferences } from '../core/preferences.js';
import type { ToldPreferences } from './told-preferences.js';
import type { UserReadModel } from './user-read-model.js';

/** What a user chose, else what the platform was told, else the defaults; by surrogate id. */
export class GetPreferences {
  constructor(
    private readonly users: UserReadModel,
    private readonly unchosen: { readonly told: ToldPreferences; readonly defaults: Preferences },
  ) {}

  async execute(userId: number): Promise<Preferences> {
    return effectivePreferences(await this.users.preferences(userId), { ...this.unchosen.defaults, ...this.unchosen.told.of(userId) });
  }
}
