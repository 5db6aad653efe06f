export { counterfactual, type Counterfactual, type Otherwise } from './counterfactual.js';
export { REMOVABLE } from './rests-on.js';
