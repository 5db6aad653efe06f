export * from './suspect.js';
export { HINTS_KEPT, mergeHints, SCRIPT_LEAD, type CallerHints } from './caller-hints.js';
export { categoryOf, confidenceOf, strongestLinks, tiesOf, type Tie } from './dossier.js';
export { likelyNext, type LikelyBlock } from './likely-next.js';
export { linksOf } from './links.js';
export { groupsOf } from './groups.js';
export type { CommunityFinder, WeightedGraph } from './weighted-graph.js';
export {
  continuations, ENDED_AFTER_DAYS, membershipChange, type Continuation, type KnownCampaign, type Membership, type MembershipChange, type KnownMember, type Settled,
} from './lifecycle.js';
export { isStorm, type RecentCalls } from './storm.js';
export { attachments, type Attachment } from './attachments.js';
export { CAMPAIGN_STATES, type CampaignState } from './states.js';
