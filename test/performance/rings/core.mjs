// What is measured, as it was compiled.
export { behaveAlike, contactGraph, ringMembers } from '#callers/core';
export { wilsonInterval } from '#kernel';
