export { Profiles1763800400000 } from './1763800400000-profiles.js';
export { Series1763800500000 } from './1763800500000-series.js';
export { ProfilesFromSeries1763800600000 } from './1763800600000-profiles-from-series.js';
export { UserAnomalies1763802200000 } from './1763802200000-user-anomalies.js';
export { PatternBaseline1763804000000 } from './1763804000000-pattern-baseline.js';
export { UserRisk1763804100000 } from './1763804100000-user-risk.js';
