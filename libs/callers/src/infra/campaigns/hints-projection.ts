import { bytes, plain, texts, type Statement, type Transaction } from '#platform/database';
import { normalisePhone, type Keyring } from '#privacy';
import { callHints, Projection } from '#realtime';
import { INCOMING, isCall, isOfNewcomer, type StoredEvent } from '#realtime/core';
import { HINTS_KEPT, mergeHints, SCRIPT_LEAD, type CallerHints } from '../../core/campaigns/index.js';
import { scriptSketcher, type Sketcher } from '../../core/scripts/index.js';

const LEAD_BYTES = SCRIPT_LEAD / 2;

// The twin of `mergeHints`. The row's lock makes two folds that meet at a number merge one after the other.
const ADD: Statement = {
  name: 'caller_hint_add',
  text: `
    INSERT INTO caller_hint (caller_id, callbacks, scripts)
    SELECT t.caller_id, t.callbacks::bytea[], t.scripts::bytea[] FROM unnest($1::bigint[], $2::text[], $3::text[]) AS t(caller_id, callbacks, scripts)
    ORDER BY t.caller_id
    ON CONFLICT (caller_id) DO UPDATE SET
      callbacks = ARRAY(SELECT DISTINCT key FROM unnest(caller_hint.callbacks || excluded.callbacks) AS key ORDER BY key LIMIT ${HINTS_KEPT}),
      scripts = ARRAY(
        SELECT DISTINCT ON (substring(key FROM 1 FOR ${LEAD_BYTES})) key FROM unnest(caller_hint.scripts || excluded.scripts) AS key
        ORDER BY substring(key FROM 1 FOR ${LEAD_BYTES}), key LIMIT ${HINTS_KEPT})
    WHERE NOT (caller_hint.callbacks @> excluded.callbacks AND caller_hint.scripts @> excluded.scripts)`,
};

const literal = (keys: readonly string[]): string => bytes(keys.map((key) => Buffer.from(key, 'hex')));

/** Big-endian, so that sketches sort as their bytes do. */
function hexadecimal(sketch: Uint32Array): string {
  const stored = Buffer.alloc(sketch.length * 4);
  sketch.forEach((hash, place) => stored.writeUInt32BE(hash, place * 4));
  return stored.toString('hex');
}

/** What each number says when it calls established users: where to call back, and by which script. */
export class HintsProjection extends Projection {
  readonly tables = ['caller_hint'];
  private readonly sketcher: Sketcher;

  /** @param region of numbers that are said without a country code */
  constructor(
    private readonly keyring: Keyring,
    private readonly region: string,
  ) {
    super();
    // By the key, so that nobody without it can tell whether a text he guesses is the one that was said.
    this.sketcher = scriptSketcher(keyring.blindIndex('script', 'order').readUInt32BE());
  }

  async apply(events: readonly StoredEvent[], tx: Transaction): Promise<void> {
    const byCaller = this.folded(events);
    if (byCaller.size === 0) return;
    const hints = [...byCaller.values()];
    await tx.rows(ADD, [plain([...byCaller.keys()]), texts(hints.map(({ callbacks }) => literal(callbacks))), texts(hints.map(({ scripts }) => literal(scripts)))]);
  }

  private folded(events: readonly StoredEvent[]): Map<number, CallerHints> {
    const byCaller = new Map<number, CallerHints>();
    // A robot says the same in every call.
    const sketches = new Map<string, string | undefined>();
    for (const event of events) {
      if (!isCall(event) || isOfNewcomer(event) || event.call.direction !== INCOMING) continue;
      const { callbackNumber, transcript } = callHints(event, this.keyring);
      const callback = callbackNumber === undefined ? undefined : this.callbackKey(callbackNumber);
      const script = transcript === undefined ? undefined : this.sketchOf(transcript, sketches);
      if (callback === undefined && script === undefined) continue;
      const heard = { callbacks: callback === undefined ? [] : [callback], scripts: script === undefined ? [] : [script] };
      byCaller.set(event.call.callerId, mergeHints(byCaller.get(event.call.callerId) ?? { callbacks: [], scripts: [] }, heard));
    }
    return byCaller;
  }

  private callbackKey(written: string): string | undefined {
    const number = normalisePhone(written, this.region);
    return number === undefined ? undefined : this.keyring.blindIndex('callback', number).toString('hex');
  }

  private sketchOf(transcript: string, known: Map<string, string | undefined>): string | undefined {
    if (!known.has(transcript)) {
      const sketch = this.sketcher(transcript);
      known.set(transcript, sketch && hexadecimal(sketch));
    }
    return known.get(transcript);
  }
}
