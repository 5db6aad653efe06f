export * from './caller-state.js';
export * from './pair-state.js';
export { ACTIONS, isContact, recommend, type Recommendation } from './action.js';
export { verdictAttackCost } from './crowd/verdict-attack-cost.js';
export { firstDecisions, foldDisputes, openings, type DisputeFact } from './crowd/dispute-facts.js';
export { DISPUTE_OUTCOMES, forgottenBefore, openDispute, underDispute, type Dispute, type DisputeOutcome, type OpenDispute } from './crowd/dispute.js';
export { REPORTS_READ } from './reports.js';
export { ESTABLISHED_DAYS, reporterWeight, trackRecord, type ReporterRecord } from './crowd/reporter-weight.js';
export { behaviorOf, type Behavior } from './behavior.js';
export { evidenceOf, type Evidence, type Facts } from './evidence.js';
export { behaveAlike } from './network/behave-alike.js';
export { contactGraph, type ContactGraph } from './network/contact-graph.js';
export { ringMembers } from './network/rings.js';
export { cellOf, distinctIn, NO_CELLS, unite, type Cells } from './ranges/distinct.js';
export { FORTNIGHTS_READ, standingsAt, type Neighbourhood } from './ranges/neighbourhood.js';
export * from './ranges/reputation-fold.js';
export * from './ranges/reputation.js';
export { BLOCK_SIZES, spamShare, surroundings, type Block } from './ranges/surroundings.js';
export { numberTerm, type NumberFacts } from './number-facts/number-term.js';
export type { ModelId, Opinion } from './opinion.js';
export { SCRIPT_SETTINGS, ScriptIndex, type ScriptGroup, type ScriptSettings } from './scripts/index.js';
export { PARTS, scoreOf, type Part, type Reason } from './score.js';
export * from './rules/index.js';
export { judge, VERDICTS, type Judgement, type Verdict } from './verdict.js';
export * from './whitelist/index.js';
export {
  groupsOf, linksOf, RELATIONS, confidenceOf, tiesOf, type CommunityFinder, type Group, type Link, type Relation, type Suspect, type SuspectCall, type WeightedGraph,
} from './campaigns/index.js';
