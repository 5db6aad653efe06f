// What is measured, as it was compiled.
export { mannKendall, mstl, reportTrend, serialCorrelation, summarizeTrend, theilSen } from '#trends/core';
