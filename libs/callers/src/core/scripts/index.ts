export { ScriptIndex, type ScriptGroup } from './script-index.js';
export { SCRIPT_SETTINGS, type ScriptSettings } from './settings.js';
