export { PlatformAnalytics1763804310000 } from './1763804310000-platform-analytics.js';
