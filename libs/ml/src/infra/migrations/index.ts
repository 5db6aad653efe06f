export { Models1763800700000 } from './1763800700000-models.js';
export { ModelWatching1763800800000 } from './1763800800000-model-watching.js';
export { HistoryFeatures1763800850000 } from './1763800850000-history-features.js';
export { VersionTags1763800900000 } from './1763800900000-version-tags.js';
export { BehaviorFeatures1763802500000 } from './1763802500000-behavior-features.js';
export { CalleeWeights1763802910000 } from './1763802910000-callee-weights.js';
