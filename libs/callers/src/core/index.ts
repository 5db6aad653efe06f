export * from './caller-state.js';
export * from './duration-histogram.js';
export * from './pair-state.js';
export { ACTIONS, isContact, recommend, type Recommendation } from './action.js';
export { behaviorOf, type Behavior } from './behavior.js';
export { evidenceOf } from './evidence.js';
export { judge, VERDICTS, type Judgement } from './verdict.js';
