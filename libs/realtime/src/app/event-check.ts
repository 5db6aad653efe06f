import type { FieldError } from '#kernel';
import { isCallerName, readCaller, type CallerName, type UnreadableCaller } from '#privacy';
import {
  canonicalEvent, DIRECTIONS, instantFault, metricName, OUTCOMES, parseInstant, unsafeText, userIdFault,
  type WireCall, type WireEvent, type WireMetric,
} from '../core/index.js';
import type { EventType, ShapeCheck } from './event-shape.js';

const LARGEST_DETAILS = 65_536;
const NUMBERS_KEPT = 200_000;
/** Longer ones, addresses with names, are read anew each time: kept, they would take too much room. */
const LONGEST_KEPT = 48;

/** An event whose every field is known to be good, still with the sender's own names for user and number. */
export interface CheckedEvent {
  readonly eventId: string | undefined;
  readonly type: EventType;
  readonly userId: string | undefined;
  readonly occurredAtMs: number;
  readonly call: { readonly caller: CallerName; readonly direction: number; readonly outcome: number; readonly durationMs: number | undefined } | undefined;
  /** The name that a metric goes by. */
  readonly metricName: string | undefined;
  /** JSON of what else the sender said. */
  readonly details: string | undefined;
}

/** Turns what came off the wire into a `CheckedEvent`, or the list of its faults. */
export class EventCheck {
  /** Normalising costs microseconds and numbers repeat; bounded by starting over. */
  private readonly callers = new Map<string, CallerName>();

  constructor(
    private readonly shapeOf: (value: unknown) => ShapeCheck,
    private readonly region: string,
  ) {}

  check(value: unknown, nowMs: number): CheckedEvent | readonly FieldError[] {
    const shape = this.understood(value);
    if ('errors' in shape) return shape.errors;
    const { type, event } = shape;
    const occurredAtMs = parseInstant(event.timestamp);
    const caller = type === 'call' ? this.callerOf((event as WireCall).callerPhone) : undefined;
    const extra = extraOf(event);
    const unsafe = extra && unsafeField(extra);
    // What nests too deep would exhaust the stack here.
    const details = extra === undefined || unsafe !== undefined ? undefined : JSON.stringify(extra);
    const errors = faults([
      ['timestamp', instantFault(occurredAtMs, nowMs)],
      ['userId', event.userId === undefined ? undefined : userIdFault(event.userId)],
      ['callerPhone', caller === undefined || isCallerName(caller) ? undefined : caller.message],
      unsafe ?? NO_FAULT,
      details !== undefined && details.length > LARGEST_DETAILS ? [largestField(extra), `must not exceed ${LARGEST_DETAILS} characters as JSON`] : NO_FAULT,
    ]);
    if (errors !== undefined) return errors;
    const call = caller === undefined ? undefined : callFacts(event as WireCall, caller as CallerName);
    return { eventId: event.id?.toLowerCase(), type, userId: event.userId, occurredAtMs: occurredAtMs as number, call, details, metricName: type === 'metric' ? metricName((event as WireMetric).name) : undefined };
  }

  /** No alias is a field of ours, so what has the shape of an event needs no translation, and most have it. */
  private understood(value: unknown): ShapeCheck {
    const shape = this.shapeOf(value);
    if (!('errors' in shape)) return shape;
    const canonical = canonicalEvent(value);
    if ('errors' in canonical) return canonical;
    return canonical.event === value ? shape : this.shapeOf(canonical.event);
  }

  private callerOf(written: string): CallerName | UnreadableCaller {
    const known = this.callers.get(written);
    if (known !== undefined) return known;
    if (this.callers.size >= NUMBERS_KEPT) this.callers.clear();
    const caller = readCaller(written, this.region);
    if (isCallerName(caller) && written.length <= LONGEST_KEPT) this.callers.set(written, caller);
    return caller;
  }
}

type Fault = readonly [path: string, message: string | undefined];

const NO_FAULT: Fault = ['', undefined];

function faults(checks: readonly Fault[]): FieldError[] | undefined {
  let found: FieldError[] | undefined;
  for (const [path, message] of checks) if (message !== undefined) (found ??= []).push({ path, message });
  return found;
}

function callFacts(call: WireCall, caller: CallerName): NonNullable<CheckedEvent['call']> {
  return {
    caller,
    direction: DIRECTIONS.indexOf(call.callType ?? 'incoming'),
    outcome: OUTCOMES.indexOf(call.outcome),
    durationMs: call.duration === undefined ? undefined : Math.round(call.duration * 1000),
  };
}

const HEAD_FIELDS = new Set(['id', 'type', 'userId', 'timestamp', 'callerPhone', 'callType', 'outcome', 'duration']);

/** The fields that have no column of their own, or undefined where there are none worth keeping. */
function extraOf(event: WireEvent): Record<string, unknown> | undefined {
  let extra: Record<string, unknown> | undefined;
  for (const key in event) {
    const part = (event as unknown as Record<string, unknown>)[key];
    if (HEAD_FIELDS.has(key) || (key === 'metadata' && isEmpty(part))) continue;
    (extra ??= {})[key] = part;
  }
  return extra;
}

function unsafeField(extra: Readonly<Record<string, unknown>>): Fault | undefined {
  for (const key in extra) {
    const fault = unsafeText(extra[key], 1);
    if (fault !== undefined) return [key, fault];
  }
  return undefined;
}

function largestField(extra: Readonly<Record<string, unknown>> = {}): string {
  const sizes = Object.entries(extra).map(([key, part]): [string, number] => [key, JSON.stringify(part).length]);
  return sizes.sort((left, right) => right[1] - left[1])[0]?.[0] ?? '';
}

function isEmpty(value: unknown): boolean {
  for (const key in value as object) if (Object.hasOwn(value as object, key)) return false;
  return true;
}
