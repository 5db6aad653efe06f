import { effectivePreferences, type Preferences } from '../core/preferences.js';
import type { UserReadModel } from './user-read-model.js';

/** What a user chose, over the defaults; by surrogate id. */
export class GetPreferences {
  constructor(
    private readonly users: UserReadModel,
    private readonly defaults: Preferences,
  ) {}

  async execute(userId: number): Promise<Preferences> {
    return effectivePreferences(await this.users.preferences(userId), this.defaults);
  }
}
