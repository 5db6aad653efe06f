import type { FieldError } from '#kernel';
import type { WireEvent } from '../core/index.js';

export type EventType = 'call' | 'interaction' | 'security' | 'metric';

export type ShapeCheck = { readonly type: EventType; readonly event: WireEvent } | { readonly errors: readonly FieldError[] };
