// What is measured, as it was compiled.
export { forecast } from '#trends/core';
export { seededRandom } from '#kernel';
