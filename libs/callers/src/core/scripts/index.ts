export { ScriptIndex, type ScriptGroup } from './script-index.js';
export { SCRIPT_SETTINGS, type ScriptSettings } from './settings.js';
export { SketchGroups, type KinGroups } from './sketch-groups.js';
export { scriptSketcher, type Sketcher } from './sketcher.js';
