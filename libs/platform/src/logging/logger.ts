import { formatLine, type LogFields, type LogLevel } from './format-line.js';
import { currentRequest } from './request-context.js';

export interface LoggerOptions {
  /** Least severe level that is written, in any case. */
  readonly level: string;
  readonly write?: (line: string) => void;
  readonly now?: () => Date;
}

const SEVERITY: Readonly<Record<LogLevel, number>> = { fatal: 60, error: 50, warn: 40, info: 30, debug: 20, trace: 10 };

function thresholdOf(level: string): number {
  const severity = (SEVERITY as Readonly<Record<string, number>>)[level.toLowerCase()];
  if (severity === undefined) throw new Error(`no log level named ${level}`);
  return severity;
}

/** Writes one JSON line per call; phone numbers are masked in every text. */
export class Logger {
  private readonly threshold: number;
  private readonly write: (line: string) => void;
  private readonly now: () => Date;

  constructor(options: LoggerOptions) {
    this.threshold = thresholdOf(options.level);
    this.write = options.write ?? ((line) => void process.stdout.write(line));
    this.now = options.now ?? (() => new Date());
  }

  /** Ask before building costly fields. */
  enabled(level: LogLevel): boolean {
    return SEVERITY[level] >= this.threshold;
  }

  log(level: LogLevel, msg: string, fields?: LogFields): void {
    if (!this.enabled(level)) return;
    this.write(formatLine({ time: this.now().toISOString(), level, msg, requestId: currentRequest()?.requestId, fields }));
  }

  fatal(msg: string, fields?: LogFields): void {
    this.log('fatal', msg, fields);
  }

  error(msg: string, fields?: LogFields): void {
    this.log('error', msg, fields);
  }

  warn(msg: string, fields?: LogFields): void {
    this.log('warn', msg, fields);
  }

  info(msg: string, fields?: LogFields): void {
    this.log('info', msg, fields);
  }

  debug(msg: string, fields?: LogFields): void {
    this.log('debug', msg, fields);
  }

  trace(msg: string, fields?: LogFields): void {
    this.log('trace', msg, fields);
  }
}
