export * from './caller-state.js';
export * from './pair-state.js';
export { ACTIONS, isContact, recommend, type Recommendation } from './action.js';
export { behaviorOf, type Behavior } from './behavior.js';
export { evidenceOf, type Evidence } from './evidence.js';
export type { ModelId, Opinion } from './opinion.js';
export { judge, VERDICTS, type Judgement, type Verdict } from './verdict.js';
