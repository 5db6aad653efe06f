import type { FieldError } from '#kernel';
import { parseInstant } from '../instant.js';
import { DIRECTION_ALIASES, FIELD_ALIASES, TYPE_ALIASES, type FieldAlias, type Reading } from './fields.js';
import { OUTCOME_ALIASES, type OutcomeRule } from './outcomes.js';

type Fields = Record<string, unknown>;

// Seconds and milliseconds of the years 2000 to 2099 have no number in common.
const FIRST_SECOND = 946_684_800;
const LAST_SECOND = 4_102_444_800;

/** An event in our words, or why two of its fields cannot both be true. `event` is the value itself where it had no other words. */
export type Canonical = { readonly event: unknown } | { readonly errors: readonly FieldError[] };

/**
 * The event that a value means, in our names, units and words (docs/aliases.md). A field of ours goes before its aliases; two that
 * say different things are an error naming both. Nothing is checked here: what no alias explains stays as it is for the schema to judge.
 * Cost: one look-up a field, and a copy where there is an alias.
 */
export function canonicalEvent(value: unknown): Canonical {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { event: value };
  const fields = value as Fields;
  const type = typeSaid(fields);
  const isCall = type === undefined ? fields['action'] === undefined : type === 'call';
  const reader = new FieldReader(fields, isCall);
  reader.take(['as-is', 'milliseconds', 'instant', 'metadata']);
  reader.reword('type', (word) => TYPE_ALIASES.get(word));
  if (isCall) {
    reader.reword('callType', (word) => DIRECTION_ALIASES.get(word));
    // `callerPhone` is the other end, so which of the two it is depends on the direction; the other number is the user's own and not kept.
    reader.takeOtherEnd();
    reader.settleOutcomes();
    const rule = wordOf(OUTCOME_ALIASES, reader.read('outcome'));
    if (rule !== undefined) reader.judge(rule);
  }
  return reader.result();
}

/** Which of our fields a value says something of, under whatever name, and the value without its id: an envelope's goes before it. */
export function namedFields(value: Readonly<Fields>): { readonly names: ReadonlySet<string>; readonly withoutId: Readonly<Fields> } {
  const ours = Object.keys(value).map((name): [string, string] => [name, FIELD_ALIASES.get(name)?.field ?? name]);
  const ids = ours.filter(([, field]) => field === 'id').map(([name]) => name);
  const withoutId = ids.length === 0 ? value : Object.fromEntries(Object.entries(value).filter(([name]) => !ids.includes(name)));
  return { names: new Set(ours.map(([, field]) => field)), withoutId };
}

const TYPE_NAMES = ['type', ...[...FIELD_ALIASES].filter(([, { field }]) => field === 'type').map(([name]) => name)];

function typeSaid(fields: Readonly<Fields>): unknown {
  const name = TYPE_NAMES.find((each) => fields[each] !== undefined);
  const said = name === undefined ? undefined : fields[name];
  return wordOf(TYPE_ALIASES, said) ?? said;
}

function wordOf<T>(words: ReadonlyMap<string, T>, said: unknown): T | undefined {
  return typeof said === 'string' ? words.get(said) : undefined;
}

/** Reads one event: starts with what needs no explanation and is told, step by step, what else to take. */
class FieldReader {
  private readonly event = new Map<string, unknown>();
  private readonly foreign: [name: string, alias: FieldAlias, value: unknown][] = [];
  /** Under which name the sender wrote each field that was taken from an alias. */
  private readonly writtenAs = new Map<string, string>();
  private readonly errors: FieldError[] = [];
  /** What other names say the outcome was: to be compared when the duration is known. */
  private readonly otherOutcomes: { readonly name: string; readonly value: unknown }[] = [];
  private changed = false;

  constructor(private readonly fields: Fields, isCall: boolean) {
    for (const name of Object.keys(fields)) {
      const alias = FIELD_ALIASES.get(name);
      if (alias === undefined || (alias.ofCalls && !isCall)) this.event.set(name, fields[name]);
      else if (fields[name] !== undefined) this.foreign.push([name, alias, fields[name]]);
    }
    this.changed = this.foreign.length > 0;
  }

  read(field: string): unknown {
    return this.event.get(field);
  }

  take(readings: readonly Reading[]): void {
    for (const [name, { field, reading }, value] of this.foreign) {
      if (!readings.includes(reading)) continue;
      if (reading === 'metadata') this.putInMetadata(field, name, value);
      else this.put(this.event, { field, name, value: converted(reading, value) });
    }
  }

  takeOtherEnd(): void {
    const isOutgoing = this.event.get('callType') === 'outgoing';
    this.take([isOutgoing ? 'rung' : 'ringing']);
    if (this.event.get('callerPhone') !== undefined) return;
    if (!this.foreign.some(([, { reading }]) => reading === 'rung' || reading === 'ringing')) return;
    this.errors.push({ path: 'callerPhone', message: isOutgoing ? 'is required: callee of an outgoing call' : 'is required: caller_number of an incoming call' });
  }

  /** Outcomes of several names may stand side by side where one thing is meant by all; the clearest word is kept. */
  settleOutcomes(): void {
    for (const { name, value } of this.otherOutcomes) {
      const [said, also] = [this.event.get('outcome'), value].map((word) => this.meanings(word)) as [readonly unknown[], readonly unknown[]];
      if (!also.some((outcome) => said.includes(outcome))) this.errors.push(differs(this.writtenAs.get('outcome') ?? 'outcome', name));
      else if (also.length < said.length) this.replace('outcome', value);
    }
  }

  reword(field: string, translate: (word: string) => string | undefined): void {
    const said = this.event.get(field);
    const ours = typeof said === 'string' ? translate(said) : undefined;
    if (ours !== undefined) this.replace(field, ours);
  }

  judge({ spoken, unspoken, unknown }: OutcomeRule): void {
    const duration = this.event.get('duration');
    if (duration === undefined && unknown === undefined) {
      this.errors.push({ path: 'duration', message: `must be given: without it ${String(this.event.get('outcome'))} could be ${spoken} or ${unspoken}` });
      return;
    }
    // A duration that is no number is for the schema to name.
    const known = duration === 0 ? unspoken : spoken;
    this.replace('outcome', duration === undefined ? unknown : known);
  }

  result(): Canonical {
    if (this.errors.length > 0) return { errors: this.errors };
    // Not by assignment, which would take `__proto__` for more than a name.
    return { event: this.changed ? Object.fromEntries(this.event) : this.fields };
  }

  /** Outcomes that a word can mean of this call: two of a word that needs a duration, where there is none. */
  private meanings(word: unknown): readonly unknown[] {
    const rule = wordOf(OUTCOME_ALIASES, word);
    if (rule === undefined) return [word];
    const duration = this.event.get('duration');
    if (duration === undefined) return rule.unknown === undefined ? [rule.spoken, rule.unspoken] : [rule.unknown];
    return [duration === 0 ? rule.unspoken : rule.spoken];
  }

  private replace(field: string, value: unknown): void {
    this.event.set(field, value);
    this.changed = true;
  }

  private put(into: Map<string, unknown>, { field, name, value }: { field: string; name: string; value: unknown }): void {
    const there = into.get(field);
    if (there === undefined) {
      into.set(field, value);
      this.writtenAs.set(field, name);
    } else if (!isSame(field, there, value)) {
      if (field === 'outcome') this.otherOutcomes.push({ name, value });
      else this.errors.push(differs(this.writtenAs.get(field) ?? field, name));
    }
  }

  /** What has no field of its own. Metadata that is no object is left for the schema to name. */
  private putInMetadata(field: string, name: string, value: unknown): void {
    const metadata = this.event.get('metadata') ?? {};
    if (typeof metadata !== 'object' || Array.isArray(metadata)) return;
    const entries = new Map<string, unknown>(Object.entries(metadata));
    this.put(entries, { field, name, value });
    this.event.set('metadata', Object.fromEntries(entries));
  }
}

function differs(path: string, name: string): FieldError {
  return { path, message: `differs from ${name}, which means the same` };
}

function converted(reading: Reading, value: unknown): unknown {
  if (typeof value !== 'number') return value;
  if (reading === 'milliseconds') return value / 1000;
  return reading === 'instant' ? instantOf(value) : value;
}

/** RFC 3339 of epoch seconds or milliseconds, told apart by size; the number itself where it is neither. */
function instantOf(epoch: number): string | number {
  if (epoch >= FIRST_SECOND && epoch < LAST_SECOND) return new Date(Math.round(epoch * 1000)).toISOString();
  if (epoch >= FIRST_SECOND * 1000 && epoch < LAST_SECOND * 1000) return new Date(epoch).toISOString();
  return epoch;
}

const WORDS_OF: Readonly<Record<string, ReadonlyMap<string, unknown>>> = { type: TYPE_ALIASES, callType: DIRECTION_ALIASES };

function isSame(field: string, left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (field === 'timestamp' && typeof left === 'string' && typeof right === 'string') {
    const instant = parseInstant(left);
    return instant !== undefined && instant === parseInstant(right);
  }
  const words = WORDS_OF[field];
  return words !== undefined && (wordOf(words, left) ?? left) === (wordOf(words, right) ?? right);
}
