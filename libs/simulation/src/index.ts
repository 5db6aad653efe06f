export { ownNumbers } from './core/population.js';
export { simulate } from './core/simulate.js';
export { KNOBS, type Scale, type SimulationOptions } from './core/options.js';
export type {
  CallEvent, Feedback, SimulatedCall, SimulatedFeedback, SimulatedItem, SpamKind, TrafficKind, Truth,
} from './core/items.js';
