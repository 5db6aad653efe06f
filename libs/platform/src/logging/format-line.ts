import { redactText } from './redact.js';

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';
export type LogFields = Readonly<Record<string, unknown>>;

export interface LogEntry {
  readonly time: string;
  readonly level: LogLevel;
  readonly msg: string;
  readonly requestId?: string | undefined;
  readonly fields?: LogFields | undefined;
}

const MAX_DEPTH = 6;
const MAX_TEXT = 8192;

function cleanText(text: string): string {
  return redactText(text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text);
}

function cleanError(error: Error, depth: number): unknown {
  const { code } = error as { code?: unknown };
  return clean({ type: error.name, message: error.message, code, stack: error.stack, cause: error.cause }, depth);
}

function cleanObject(value: object, depth: number): unknown {
  if (depth >= MAX_DEPTH) return '[deep]';
  if (value instanceof Error) return cleanError(value, depth + 1);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((item) => clean(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [cleanText(key), clean(item, depth + 1)]));
}

/** A copy that is safe to print: texts and keys masked, errors and bytes described, cycles cut by depth. Numbers stay: a phone number is a text here. */
function clean(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'object' && value !== null) return cleanObject(value, depth);
  return value;
}

/** One JSON line, newline included. The fixed keys win over fields of the same name. */
export function formatLine({ time, level, msg, requestId, fields }: LogEntry): string {
  const extra = fields === undefined ? {} : (clean(fields, 0) as LogFields);
  const id = requestId === undefined ? undefined : { requestId: cleanText(requestId) };
  return `${JSON.stringify({ ...extra, time, level, msg: cleanText(msg), ...id })}\n`;
}
