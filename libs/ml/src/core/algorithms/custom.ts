import type { Algorithm } from './algorithm.js';

/** Algorithms of your own, such as `new NearestNeighbours()`: each an instance of a class that implements `Algorithm`. README.md tells more. */
export const CUSTOM_ALGORITHMS: readonly Algorithm[] = [];
