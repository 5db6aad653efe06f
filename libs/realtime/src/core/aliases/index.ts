export { canonicalEvent, namedFields, type Canonical } from './canonical-event.js';
export { DIRECTION_ALIASES, FIELD_ALIASES, TYPE_ALIASES, type FieldAlias } from './fields.js';
export { OUTCOME_ALIASES, type OutcomeRule } from './outcomes.js';
