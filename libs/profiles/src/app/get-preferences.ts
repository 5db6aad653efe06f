import { effectivePreferences, type Preferences } from '../core/preferences.js';
import type { ToldPreferences } from './told-preferences.js';
import type { UserReadModel } from './user-read-model.js';

/** What a user chose, else what the platform was told, else the defaults; by surrogate id. */
export class GetPreferences {
  constructor(
    private readonly users: Pick<UserReadModel, 'preferences'>,
    private readonly unchosen: { readonly told: ToldPreferences; readonly defaults: Preferences },
  ) {}

  async execute(userId: number): Promise<Preferences> {
    return this.effective(userId, await this.users.preferences(userId));
  }

  /** Where what the user chose was read already. */
  effective(userId: number, chosen: Readonly<Partial<Record<string, unknown>>>): Preferences {
    return effectivePreferences(chosen, { ...this.unchosen.defaults, ...this.unchosen.told.of(userId) });
  }
}
