export { KeptAnswers } from './kept-answers.js';
export { LIVE_SETTINGS, LiveSettings } from './live-settings.js';
export { SiblingClient } from './sibling-client.js';
export { Siblings, SiblingsModule } from './siblings.module.js';
