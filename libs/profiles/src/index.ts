export { Profiles1763800400000 } from './infra/migrations/1763800400000-profiles.js';
export { Series1763800500000 } from './infra/migrations/1763800500000-series.js';
export { ProfilesFromSeries1763800600000 } from './infra/migrations/1763800600000-profiles-from-series.js';
export { PreferencesProjection } from './infra/preferences-projection.js';
export { SeriesProjection } from './infra/series-projection.js';
export { ProfilesHttpModule, ProfilesJobsModule } from './profiles.module.js';
export { SeriesHistoryModule } from './series-history.module.js';
export { UserChoicesModule } from './user-choices.module.js';
export { WhitelistHttpModule } from './whitelist-http.module.js';
