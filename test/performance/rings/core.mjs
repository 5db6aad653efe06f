// What is measured, as it was compiled.
export { wilsonInterval } from '#kernel';
export { behaveAlike, contactGraph, ringMembers } from '../../../dist/libs/callers/src/core/network/index.js';
