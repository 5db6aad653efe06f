export { MOST_CHANGES, standingChange, type ChangeKind, type EntryReason, type WhitelistChange } from './change.js';
export { entryOf, saidEntry, type WhitelistEntry, type WhitelistFacts } from './entry.js';
export { endOfDay } from './local-days.js';
export { ringStanding } from './ring.js';
