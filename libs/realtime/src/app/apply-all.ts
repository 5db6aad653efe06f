import type { FoldWork } from './fold-log.js';
import type { Projection } from './projection.js';

/** One fold over all `projections`, in their order: two processors then take the same locks in the same order. */
export function applyAll(projections: readonly Projection[]): FoldWork {
  return async (events, tx) => {
    for (const projection of projections) await projection.apply(events, tx);
  };
}
