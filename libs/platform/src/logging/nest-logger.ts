import type { LoggerService } from '@nestjs/common';
import type { LogFields, LogLevel } from './format-line.js';
import type { Logger } from './logger.js';

/** Nest's own lines in our form. Its `log` tells of every module and route at start, which is `debug` to us. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.pass('debug', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.pass('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.pass('trace', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.pass('warn', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.pass('error', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.pass('fatal', message, rest);
  }

  /** Nest puts the context last and a stack before it. */
  private pass(level: LogLevel, message: unknown, rest: readonly unknown[]): void {
    if (!this.logger.enabled(level)) return;
    const context = rest.at(-1);
    const isText = typeof message === 'string';
    const details = [...(isText || message instanceof Error ? [] : [message]), ...rest.slice(0, -1)].filter((item) => item !== undefined);
    const fields: LogFields = { context, ...(message instanceof Error && { error: message }), ...(details.length > 0 && { details }) };
    this.logger.log(level, isText ? message : message instanceof Error ? message.message : 'nest', fields);
  }
}
