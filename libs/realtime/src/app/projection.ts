import type { Transaction } from '#platform/database';
import type { StoredEvent } from '../core/index.js';

/**
 * State folded from events. Implementations compute with pure functions over the batch and add the result to their
 * tables inside `tx`; any order and any grouping of the same events must leave the same bytes.
 */
export abstract class Projection {
  /** The tables this projection owns, all of which a replay rebuilds. */
  abstract readonly tables: readonly string[];
  abstract apply(events: readonly StoredEvent[], tx: Transaction): Promise<void>;
}
