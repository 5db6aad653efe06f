export * from './suspect.js';
export { HINTS_KEPT, mergeHints, SCRIPT_LEAD, type CallerHints } from './caller-hints.js';
export { categoryOf, confidenceOf, likelyNext, strongestLinks, tiesOf, type LikelyBlock, type Tie } from './dossier.js';
export {
  continuations, ENDED_AFTER_DAYS, membershipChange, type Continuation, type KnownCampaign, type Membership, type MembershipChange, type KnownMember, type Settled,
} from './lifecycle.js';
export { isStorm, type RecentCalls } from './storm.js';
export { attachments, type Attachment } from './attachments.js';
export { CAMPAIGN_STATES, type CampaignState } from './states.js';
