import fc from 'fast-check';
import { EventCheck, type CheckedEvent } from '../app/event-check.js';
import { DIRECTION_ALIASES, FIELD_ALIASES, OUTCOME_ALIASES, TYPE_ALIASES } from '../core/aliases/index.js';
import { checkShape } from './event-schema.js';

type Fields = Record<string, unknown>;

const NOW_MS = Date.parse('2026-11-22T02:00:00Z');
const check = (event: unknown): CheckedEvent => new EventCheck(checkShape, 'CN').check(event, NOW_MS) as CheckedEvent;
const number = fc.constantFrom('+8613800138000', '13900000000', '010-6552 9988', 'anonymous', '');
const head = {
  id: fc.option(fc.uuid(), { nil: undefined }),
  timestamp: fc.integer({ min: Date.UTC(2000, 0, 1), max: NOW_MS }).map((ms) => new Date(ms).toISOString()),
  metadata: fc.option(fc.constantFrom<object>({}, { trunk: 7 }, { from: 'x', status: 'hung_up' }), { nil: undefined }),
};
const userId = fc.stringMatching(/^u-\d{1,4}$/);
const call = fc.record({
  ...head, userId, callerPhone: number, type: fc.constantFrom('call', undefined), callType: fc.constantFrom('incoming', 'outgoing', undefined),
  outcome: fc.constantFrom('answered', 'rejected', 'missed', 'transferred', 'ai_handled'), duration: fc.option(fc.integer({ min: 0, max: 604_800_000 }).map((ms) => ms / 1000), { nil: undefined }),
});
const other = fc.oneof(
  fc.record({ ...head, userId, type: fc.constantFrom('interaction', undefined), action: fc.constantFrom('a', 'opened') }),
  fc.record({ ...head, type: fc.constant('security'), action: fc.constant('login_failed'), severity: fc.constantFrom('low', 'critical') }),
  fc.record({ ...head, type: fc.constant('metric'), name: fc.constant('m'), value: fc.double({ noNaN: true, noDefaultInfinity: true }) }),
);

/** Words for the outcome of this very call: those whose rule says it of a call of that length. */
function wordsFor(event: Fields): string[] {
  const { duration, outcome } = event;
  const fits = [...OUTCOME_ALIASES].filter(([, { spoken, unspoken, unknown }]) => (duration === undefined ? unknown : duration === 0 ? unspoken : spoken) === outcome);
  return [String(outcome), ...fits.map(([word]) => word)];
}

const wordsOf = (aliases: ReadonlyMap<string, string>, ours: unknown): unknown[] => [ours, ...[...aliases].filter(([, word]) => word === ours).map(([word]) => word)];

function valuesOf(event: Fields, field: string): unknown[] {
  if (field === 'outcome') return wordsFor(event);
  if (field === 'type') return wordsOf(TYPE_ALIASES, event[field]);
  return field === 'callType' ? wordsOf(DIRECTION_ALIASES, event[field]) : [event[field]];
}

/** All ways to write a field down, as [name, value]. */
function waysOf(event: Fields, field: string): [string, unknown][] {
  const isCall = event['callerPhone'] !== undefined;
  const end = event['callType'] === 'outgoing' ? 'rung' : 'ringing';
  const names = [...FIELD_ALIASES].filter(([, alias]) => alias.field === field && (isCall || !alias.ofCalls) && (alias.reading === end || !['rung', 'ringing'].includes(alias.reading)));
  return valuesOf(event, field).flatMap((value) => [[field, value] as [string, unknown], ...names.flatMap(([name, { reading }]): [string, unknown][] => {
    if (reading === 'milliseconds') return [[name, Math.round((value as number) * 1000)]];
    if (reading !== 'instant') return [[name, value]];
    const ms = Date.parse(value as string);
    return [[name, value], [name, ms], ...(ms % 1000 === 0 ? [[name, ms / 1000] as [string, unknown]] : [])];
  })]);
}

/** The event in other words, its fields in another order. */
function written(event: Fields, choice: (among: number) => number): Fields {
  const fields = Object.keys(event).filter((field) => event[field] !== undefined);
  const parts = fields.map((field) => waysOf(event, field)).map((ways) => ways[choice(ways.length)]!);
  return Object.fromEntries(parts.map((part) => [choice(1e6), part] as const).toSorted(([one], [two]) => one - two).map(([, part]) => part));
}

const opened = ({ details, ...rest }: CheckedEvent): object => ({ ...rest, details: details === undefined ? undefined : JSON.parse(details) as unknown });

it('an event in anybody\'s words is kept as the one in ours', () => {
  fc.assert(fc.property(fc.oneof(call, other), fc.infiniteStream(fc.nat()), (event, chance) => {
    const aliased = written(event, (among) => (chance.next().value as number) % among);
    expect(opened(check(aliased))).toEqual(opened(check(event)));
  }), { numRuns: 500 });
});

it('no alias is a field of ours, so what has our shape needs no translation', () => {
  const events = [
    { userId: 'u', callerPhone: '1', outcome: 'missed', timestamp: 't' }, { userId: 'u', action: 'a', timestamp: 't' },
    { type: 'security', action: 'a', severity: 'low', timestamp: 't' }, { type: 'metric', name: 'm', value: 1, timestamp: 't' },
  ];
  for (const event of events) {
    expect(checkShape(event)).toHaveProperty('type');
    for (const name of FIELD_ALIASES.keys()) expect(checkShape({ ...event, [name]: 'x' })).toEqual({ errors: [{ path: name, message: expect.stringContaining('not a field') as string }] });
  }
});
