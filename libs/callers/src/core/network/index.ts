export { behaveAlike } from './behave-alike.js';
export { contactGraph, type ContactGraph } from './contact-graph.js';
export { ringMembers } from './rings.js';
