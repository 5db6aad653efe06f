export { Recommendations1763804200000 } from './1763804200000-recommendations.js';
