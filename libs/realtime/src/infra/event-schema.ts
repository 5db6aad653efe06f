import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { FieldError } from '#kernel';
import { redactText } from '#platform/logging';
import type { EventType, ShapeCheck } from '../app/event-shape.js';
import { DIRECTIONS, OUTCOMES, SEVERITIES, type WireEvent } from '../core/index.js';

/** A SIP address with a name before it; an empty text is a withheld number. */
const LONGEST_CALLER = 384;
const LONGEST_CALL_SECONDS = 604_800;

const uuid = { type: 'string', pattern: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' };
const anyObject = { type: 'object' };
const base = { id: uuid, timestamp: { type: 'string', maxLength: 40 }, metadata: anyObject };
const userId = { type: 'string', minLength: 1, maxLength: 128 };
const action = { type: 'string', minLength: 1, maxLength: 200 };

function shape(type: string, required: readonly string[], properties: Record<string, unknown>): Record<string, unknown> {
  return { type: 'object', additionalProperties: false, required: ['timestamp', ...required], properties: { ...base, type: { const: type }, ...properties } };
}

/** The JSON schema of every kind of event on the wire, by its type. */
const EVENT_SCHEMAS = {
  call: shape('call', ['userId', 'callerPhone', 'outcome'], {
    userId,
    callerPhone: { type: 'string', maxLength: LONGEST_CALLER },
    callType: { enum: DIRECTIONS },
    outcome: { enum: OUTCOMES },
    duration: { type: 'number', minimum: 0, maximum: LONGEST_CALL_SECONDS },
  }),
  interaction: shape('interaction', ['userId', 'action'], { userId, action, context: anyObject }),
  security: shape('security', ['type', 'action', 'severity'], { userId, action, severity: { enum: SEVERITIES }, context: anyObject }),
  metric: shape('metric', ['type', 'name', 'value'], {
    userId,
    name: { type: 'string', minLength: 1, maxLength: 200 },
    value: { type: 'number' },
    labels: { type: 'object', maxProperties: 32, additionalProperties: { type: 'string', maxLength: 200 } },
  }),
} as const satisfies Record<EventType, unknown>;

const ajv = new Ajv({ allErrors: false, strict: true, strictRequired: false, validateFormats: false });
const validators = Object.fromEntries(
  Object.entries(EVENT_SCHEMAS).map(([type, schema]) => [type, ajv.compile<WireEvent>(schema)]),
) as Record<EventType, ValidateFunction<WireEvent>>;

/** The type an event declares, or that its fields imply: `callerPhone` a call, `action` an interaction. */
function typeOf(value: Readonly<Record<string, unknown>>): EventType | undefined {
  const declared = value['type'];
  if (declared !== undefined) return typeof declared === 'string' && Object.hasOwn(EVENT_SCHEMAS, declared) ? (declared as EventType) : undefined;
  if (value['callerPhone'] !== undefined) return 'call';
  return value['action'] === undefined ? undefined : 'interaction';
}

function fieldError(error: ErrorObject): FieldError {
  const at = error.instancePath.slice(1).replaceAll('/', '.');
  const params = error.params as Record<string, unknown>;
  const missing = params['missingProperty'] ?? params['additionalProperty'];
  // A sender may use a number as the name of a field.
  const path = redactText([at, missing].filter((part) => part !== undefined && part !== '').join('.'));
  if (error.keyword === 'required') return { path, message: 'is required' };
  if (error.keyword === 'additionalProperties') return { path, message: 'is not a field of this event; put it in metadata' };
  if (error.keyword === 'enum') return { path, message: `must be one of ${(params['allowedValues'] as string[]).join(', ')}` };
  if (error.keyword === 'pattern' && path === 'id') return { path, message: 'must be a UUID' };
  return { path, message: error.message ?? 'is invalid' };
}

/** Checks the shape of one event: one compiled schema a type, no class instances. */
export function checkShape(value: unknown): ShapeCheck {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { errors: [{ path: '', message: 'must be an object' }] };
  const type = typeOf(value as Record<string, unknown>);
  if (type === undefined) return { errors: [{ path: 'type', message: `must be one of ${Object.keys(EVENT_SCHEMAS).join(', ')}` }] };
  const validate = validators[type];
  return validate(value) ? { type, event: value } : { errors: (validate.errors ?? []).map(fieldError) };
}
