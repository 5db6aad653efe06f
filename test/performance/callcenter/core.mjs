// What is measured, as it was compiled.
export { forecast, regularSeries } from '#trends/core';
