export { ConfigModule, Settings } from './config.module.js';
export { loadConfig } from './load-config.js';
export { readConfig, type Config } from './read-config.js';
export { SECTIONS, type Sections } from './sections.js';
export { processSettings } from './process-settings.js';
export { loadSecrets, type Secrets } from './secrets.js';
export { VARIABLES, type Environment } from './variables.js';
