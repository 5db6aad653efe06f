export type { LogFields, LogLevel } from './format-line.js';
export { Logger, type LoggerOptions } from './logger.js';
export { LoggingModule } from './logging.module.js';
export { NestLogger } from './nest-logger.js';
export { redactText } from './redact.js';
export { currentRequest, runInRequest, type RequestContext } from './request-context.js';
