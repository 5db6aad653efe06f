import { boolean, cronPattern, integer, oneOf, optionalText, optionalUrl, real, region, text, type Variable } from './variable.js';

/** Every environment variable the service reads. `.env.example` is generated from this list. */
export const VARIABLES = {
  PORT: integer({ doc: 'Port of the HTTP API.', fallback: 3004, min: 1, max: 65535 }),
  HOST: text({ doc: 'Address the API listens on. Use 0.0.0.0 to be reachable from other machines.', fallback: '127.0.0.1' }),
  WORKER_PORT: integer({ doc: "Port of the worker's own health probe; 0 opens none.", fallback: 0, min: 0, max: 65535 }),
  NODE_ENV: oneOf({ doc: 'In production, secrets must be given; none is made.', fallback: 'development', options: ['development', 'test', 'production'] }),
  LOG_LEVEL: oneOf({ doc: 'Least severe line that is logged.', fallback: 'info', options: ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] }),
  ENABLE_CACHING: boolean({ doc: 'Keep numbers, users, rate windows and predictions in memory between requests.', fallback: true }),
  ENABLE_REALTIME: boolean({ doc: 'false: events are accepted and kept, but the worker folds none of them into profiles.', fallback: true }),
  DATABASE_URL: optionalUrl({ doc: 'Your PostgreSQL (15 or later). Empty: an embedded PostgreSQL runs in DATA_DIR.', protocols: ['postgres', 'postgresql'], example: 'postgresql://user:password@host:5432/profiles' }),
  REDIS_URL: optionalUrl({ doc: 'Redis for the job queues and shared rate limits. Empty: both run on PostgreSQL and in memory.', protocols: ['redis', 'rediss'], example: 'redis://host:6379' }),
  DATA_DIR: text({ doc: 'Where the embedded database, generated secrets and model files live.', fallback: './data' }),
  DEFAULT_REGION: region({ doc: 'Region of phone numbers written without a country code, and of users whose zone is unknown.', fallback: 'CN' }),
  ML_MODEL_PATH: optionalText({ doc: 'Folder in which models that were fetched from the database are kept for the next start. Empty: models in DATA_DIR.', example: './data/models' }),
  ML_TRAINING_BATCH_SIZE: integer({ doc: 'Rows a training step takes at a time: held-out rows are copied and scored in batches of so many, which bounds the memory that evaluating a model takes.', fallback: 1000, min: 1, max: 1_000_000 }),
  ML_TRAINING_THREADS: integer({ doc: 'Threads one training may fit a random forest on; the model is the same with any number. 0: 2, but at least one processor is left to the rest.', fallback: 0, min: 0, max: 64 }),
  ML_TENSORFLOW_BACKEND: oneOf<'auto' | 'tensorflow' | 'wasm' | 'cpu'>({ doc: 'What neural networks learn by: the native library of @tensorflow/tfjs-node, WebAssembly or plain JavaScript. auto: the first of these that is there; any other falls back to those after it.', fallback: 'auto', options: ['auto', 'tensorflow', 'wasm', 'cpu'] }),
  ML_PREDICTION_CACHE_TTL: integer({ doc: 'Seconds a prediction is kept in memory for the next request of the same row; 0 keeps none.', fallback: 300, min: 0, max: 86_400 }),
  ML_WATCH_INTERVAL: integer({ doc: 'Seconds between two looks at the models that are served: alerts, promotion, roll-back. 0: only on request.', fallback: 60, min: 0, max: 86_400 }),
  ML_RETRAIN_PATTERN: cronPattern({ doc: 'When models that learn from calls are trained anew, a cron pattern in UTC; never: only on drift and on request.', fallback: '40 3 * * 0' }),
  ML_PREDICTION_LOG_ROWS: integer({ doc: 'Served predictions that are kept of each model to watch it by; the oldest beyond are deleted. At 30 features, 200,000 take about 130 MB.', fallback: 200_000, min: 1, max: 100_000_000 }),
  JWT_SECRET: optionalText({ doc: 'Secret of HS256 tokens, 32 characters or more. Empty outside production: one is made in DATA_DIR.', minLength: 32 }),
  JWT_ISSUER: text({ doc: 'Issuer that tokens must name.', fallback: 'ai-answer-ninja' }),
  JWT_AUDIENCE: text({ doc: 'Audience that tokens must name.', fallback: 'ai-answer-ninja-users' }),
  JWT_JWKS_URL: optionalUrl({ doc: 'Key set for RS256 and ES256 tokens; then HS256 tokens are refused unless JWT_SECRET is set too.', protocols: ['http', 'https'] }),
  RATE_LIMIT_WINDOW: integer({ doc: 'Length of the rate-limit window in milliseconds.', fallback: 60_000, min: 1000, max: 86_400_000 }),
  RATE_LIMIT_MAX: integer({ doc: 'Requests one subject may make in a window.', fallback: 1000, min: 1, max: 1_000_000_000 }),
  DATA_ENCRYPTION_KEY: optionalText({ doc: 'Secret that phone numbers and user ids are encrypted and indexed with, 32 characters or more. Losing it loses them. Empty outside production: one is made in DATA_DIR.', minLength: 32 }),
  DISPUTE_DEADLINE_DAYS: integer({ doc: 'Days within which a dispute of a number is to be decided.', fallback: 7, min: 1, max: 365 }),
  MAX_FALSE_BLOCK_RATE: real({ doc: 'Share of legitimate calls that strategies may block: they block where it is known, at 95 %, that no more than this share scores as high. 0: only what users say themselves blocks.', fallback: 0.001, min: 0, max: 0.1 }),
  ALERT_RETENTION_DAYS: integer({ doc: 'Days that alerts of monitors are kept after the last hour that belonged to them.', fallback: 400, min: 1, max: 3650 }),
  MONITOR_LAG_MINUTES: integer({ doc: 'Minutes after its end until an hour counts as closed for monitors; events that come later do not change what was judged.', fallback: 60, min: 0, max: 1440 }),
  WEBHOOK_ALLOW_PRIVATE: boolean({ doc: 'true: webhooks may be plain HTTP and lead to private, loopback and link-local addresses. For trying things out, never where others may make webhooks.', fallback: false }),
  CONFIG_FILE: optionalText({ doc: 'JSON file with the sections trendAnalyzer, realtimeProcessor and cache.', example: './config.json' }),
} satisfies Record<string, Variable<unknown>>;

export type Environment = { readonly [Name in keyof typeof VARIABLES]: (typeof VARIABLES)[Name]['fallback'] };
