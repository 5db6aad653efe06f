export { Recommendations1763804200000 } from './1763804200000-recommendations.js';
export { SettingsOfLists1763804770000 } from './1763804770000-settings-of-lists.js';
export { PastRecommendations1763804830000 } from './1763804830000-past-recommendations.js';
