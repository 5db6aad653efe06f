import { PlatformAnalytics1763804310000, ReportRevisions1763804780000, Reports1763804600000, ToldInsights1763804700000 } from '#analytics/migrations';
import { CallerHints1763801300000, CallerLookup1763801500000, CallerRings1763801150000, Callers1763800300000, CallerScores1763801000000, Campaigns1763801350000, Crowd1763801200000, NewcomerCallers1763801810000, ReportRanks1763804750000, Reputation1763801110000, ReputationByNumber1763801830000, ReputationCallHeat1763802700000, Whitelist1763801400000 } from '#callers/migrations';
import { BehaviorFeatures1763802500000, CalleeWeights1763802910000, HistoryFeatures1763800850000, Models1763800700000, ModelWatching1763800800000, VersionTags1763800900000 } from '#ml/migrations';
import type { MigrationClass } from '#platform/database';
import { Identity1763800000000, IdentityRanges1763801100000 } from '#privacy/migrations';
import { PatternBaseline1763804000000, Profiles1763800400000, ProfilesFromSeries1763800600000, Series1763800500000, UserAnomalies1763802200000, UserRisk1763804100000 } from '#profiles/migrations';
import { AnomalyWordsByUser1763804740000, CallsByUser1763802900000, ChoicesByUser1763801700000, EventLog1763800100000, EventsByHour1763802000000, EveryCallByUser1763804300000, FreshPlaces1763804750001, IdempotentActs1763801820000, Incidents1763804400000, KnownUsers1763801800000, LiveEvents1763804410000, MetricNames1763804720000, Processing1763800200000, ResolvedIncidents1763804710000, Webhooks1763804420000 } from '#realtime/migrations';
import { Recommendations1763804200000, SettingsOfLists1763804770000 } from '#recommendations/migrations';
import { AlertUsefulness1763802800000, ForecastEvaluation1763802300000, Monitors1763802100000, PlatformMetrics1763804110000, Trends1763802010000, ThinnedMetrics1763804730000 } from '#trends/migrations';

/** Every migration of every library; TypeORM orders them by the time in their names. */
export const MIGRATIONS: readonly MigrationClass[] = [
  Identity1763800000000,
  EventLog1763800100000,
  Processing1763800200000,
  Callers1763800300000,
  Profiles1763800400000,
  Series1763800500000,
  ProfilesFromSeries1763800600000,
  Models1763800700000,
  ModelWatching1763800800000,
  HistoryFeatures1763800850000,
  VersionTags1763800900000,
  CallerScores1763801000000,
  IdentityRanges1763801100000,
  Reputation1763801110000,
  CallerRings1763801150000,
  Crowd1763801200000,
  CallerHints1763801300000,
  Campaigns1763801350000,
  Whitelist1763801400000,
  CallerLookup1763801500000,
  ChoicesByUser1763801700000,
  KnownUsers1763801800000,
  NewcomerCallers1763801810000,
  IdempotentActs1763801820000,
  ReputationByNumber1763801830000,
  EventsByHour1763802000000,
  Trends1763802010000,
  Monitors1763802100000,
  UserAnomalies1763802200000,
  ForecastEvaluation1763802300000,
  BehaviorFeatures1763802500000,
  ReputationCallHeat1763802700000,
  AlertUsefulness1763802800000,
  CallsByUser1763802900000,
  CalleeWeights1763802910000,
  PatternBaseline1763804000000,
  UserRisk1763804100000,
  PlatformMetrics1763804110000,
  Recommendations1763804200000,
  EveryCallByUser1763804300000,
  PlatformAnalytics1763804310000,
  Incidents1763804400000,
  LiveEvents1763804410000,
  Webhooks1763804420000,
  Reports1763804600000,
  ToldInsights1763804700000,
  ResolvedIncidents1763804710000,
  MetricNames1763804720000,
  ThinnedMetrics1763804730000,
  AnomalyWordsByUser1763804740000,
  ReportRanks1763804750000,
  FreshPlaces1763804750001,
  ReportRevisions1763804780000,
  SettingsOfLists1763804770000,
];
