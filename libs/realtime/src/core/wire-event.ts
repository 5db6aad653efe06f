import type { Direction, Outcome, Severity } from './vocabulary.js';

/** What every event on the wire carries. `timestamp` is RFC 3339 with a zone; `id` is a UUID of any version. */
interface WireHead {
  readonly id?: string;
  readonly timestamp: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** One phone call. `duration` is in seconds; `callerPhone` is the number at the other end, whoever dialled. */
export interface WireCall extends WireHead {
  readonly type?: 'call';
  readonly userId: string;
  readonly callerPhone: string;
  readonly callType?: Direction;
  readonly outcome: Outcome;
  readonly duration?: number;
}

export interface WireInteraction extends WireHead {
  readonly type?: 'interaction';
  readonly userId: string;
  readonly action: string;
  readonly context?: Readonly<Record<string, unknown>>;
}

export interface WireSecurity extends WireHead {
  readonly type: 'security';
  readonly userId?: string;
  readonly action: string;
  readonly severity: Severity;
  readonly context?: Readonly<Record<string, unknown>>;
}

export interface WireMetric extends WireHead {
  readonly type: 'metric';
  readonly userId?: string;
  readonly name: string;
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
}

/** An event as `POST /api/realtime/events` takes it. */
export type WireEvent = WireCall | WireInteraction | WireSecurity | WireMetric;
