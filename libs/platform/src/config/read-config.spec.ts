import fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '#kernel';
import { loadConfig } from './load-config.js';
import { processSettings } from './process-settings.js';
import { readConfig } from './read-config.js';
import { SECTIONS } from './sections.js';
import { VARIABLES, type Environment } from './variables.js';

const NAMES = Object.keys(VARIABLES) as (keyof Environment)[];

function faultsOf(source: Record<string, string>, file: unknown = {}): { detail: string; errors: readonly { path: string; message: string }[] } {
  try {
    readConfig(source, file);
  } catch (error) {
    expect(error).toMatchObject({ code: 'config_invalid', kind: 'invalid' });
    return { detail: (error as AppError).detail, errors: (error as AppError).errors ?? [] };
  }
  throw new Error('nothing was wrong with it');
}

describe('the environment', () => {
  it('has a default for everything', () => {
    const { env } = readConfig({}, {});
    expect(env).toMatchObject({
      PORT: 3004, HOST: '127.0.0.1', NODE_ENV: 'development', LOG_LEVEL: 'info', ENABLE_CACHING: true, ENABLE_REALTIME: true, DATABASE_URL: undefined, REDIS_URL: undefined,
      DATA_DIR: './data', DEFAULT_REGION: 'CN', JWT_SECRET: undefined, JWT_ISSUER: 'ai-answer-ninja', JWT_AUDIENCE: 'ai-answer-ninja-users', RATE_LIMIT_WINDOW: 60_000, RATE_LIMIT_MAX: 1000,
    });
    expect(Object.keys(env).sort()).toEqual([...NAMES].sort());
  });

  it.each([
    ['PORT', '8080', 8080], ['PORT', ' 8080 ', 8080], ['PORT', '', 3004], ['PORT', '   ', 3004], ['WORKER_PORT', '0', 0],
    ['NODE_ENV', 'PRODUCTION', 'production'], ['LOG_LEVEL', 'DEBUG', 'debug'], ['LOG_LEVEL', 'Info', 'info'],
    ['ENABLE_CACHING', 'FALSE', false], ['ENABLE_REALTIME', 'true', true], ['DEFAULT_REGION', 'us', 'US'],
    ['DATABASE_URL', 'postgres://u:p@h/d', 'postgres://u:p@h/d'], ['REDIS_URL', 'rediss://h:6379', 'rediss://h:6379'], ['JWT_JWKS_URL', 'https://idp/keys', 'https://idp/keys'],
    ['JWT_SECRET', 'x'.repeat(32), 'x'.repeat(32)], ['ML_PREDICTION_CACHE_TTL', '0', 0], ['ML_WATCH_INTERVAL', '0', 0],
    ['ML_RETRAIN_PATTERN', 'never', 'never'], ['ML_RETRAIN_PATTERN', '*/5 0-6 1,15 * MON#1', '*/5 0-6 1,15 * MON#1'], ['RATE_LIMIT_MAX', '1000000000', 1e9],
  ] as const)('reads %s=%s', (name, text, value) => expect(readConfig({ [name]: text }, {}).env[name]).toBe(value));

  const BAD: readonly (readonly [name: keyof Environment, text: string])[] = [
    ['ALERT_RETENTION_DAYS', '0'], ['REPORT_RETENTION_DAYS', '7'], ['INCIDENT_RETENTION_DAYS', '29'], ['WEBHOOK_LOG_RETENTION_DAYS', '6'], ['MAX_METRIC_NAMES', '0'], ['METRIC_QUARTER_DAYS', '59'], ['WEBHOOK_ALLOW_PRIVATE', 'sometimes'], ['USER_SERVICE_URL', 'ftp://x'], ['USER_SERVICE_PATH', 'no-slash'], ['CONFIG_SERVICE_URL', 'x'], ['CONFIG_SERVICE_PATH', '/a b'],
    ['PORT', '0'], ['PORT', '65536'], ['PORT', '80.5'], ['PORT', '3e3'], ['PORT', '0x50'], ['PORT', 'http'], ['PORT', '-1'], ['PORT', '٣'],
    ['WORKER_PORT', '70000'], ['NODE_ENV', 'staging'], ['LOG_LEVEL', 'loud'], ['ENABLE_CACHING', 'yes'], ['ENABLE_CACHING', '1'], ['ENABLE_REALTIME', 'constructor'], ['ENABLE_REALTIME', '__proto__'],
    ['DATABASE_URL', 'mysql://root:geheim@h/d'], ['DATABASE_URL', 'localhost:5432'], ['REDIS_URL', 'http://h'], ['JWT_JWKS_URL', 'file:///etc/passwd'],
    ['DEFAULT_REGION', 'CHN'], ['MONITOR_LAG_MINUTES', '-1'], ['DEFAULT_REGION', '86'], ['ML_TRAINING_BATCH_SIZE', '0'], ['ML_TRAINING_THREADS', '65'], ['ML_PREDICTION_CACHE_TTL', '86401'], ['ML_WATCH_INTERVAL', '-1'], ['ML_PREDICTION_LOG_ROWS', '0'],
    ['ML_TENSORFLOW_BACKEND', 'gpu'], ['ML_RETRAIN_PATTERN', 'weekly'], ['ML_RETRAIN_PATTERN', '* * * *'], ['ML_RETRAIN_PATTERN', '* * * * * * *'],
    ['JWT_SECRET', 'x'.repeat(31)], ['DATA_ENCRYPTION_KEY', 'short'], ['RATE_LIMIT_WINDOW', '999'], ['RATE_LIMIT_MAX', '0'], ['RATE_LIMIT_MAX', '99999999999999999999'], ['DISPUTE_DEADLINE_DAYS', '0'], ['MAX_FALSE_BLOCK_RATE', '0.5'],
  ];

  it.each(BAD)('%s=%s is named, with what it got and what it wants', (name, text) => {
    const { detail, errors } = faultsOf({ [name]: text });
    expect(errors).toEqual([{ path: name, message: expect.stringMatching(/^got .+, wants .+$/) as string }]);
    expect(detail).toContain(name);
    expect(detail).toContain(VARIABLES[name].wants);
    const isSecret = /SECRET|KEY|URL/.test(name);
    expect(detail.includes(text)).toBe(!isSecret);
  });

  it('every variable that can be wrong has a bad value in the table above', () => {
    const anything = NAMES.filter((name) => VARIABLES[name].wants === 'text' || VARIABLES[name].wants === 'at least 1 character');
    expect(NAMES.filter((name) => !anything.includes(name) && !BAD.some(([bad]) => bad === name))).toEqual([]);
  });

  it('names all that is wrong at once', () => {
    expect(faultsOf({ PORT: 'x', LOG_LEVEL: 'y', JWT_SECRET: 'z' }).errors.map(({ path }) => path)).toEqual(['PORT', 'LOG_LEVEL', 'JWT_SECRET']);
  });

  it('never shows more than the beginning of a long value', () => expect(faultsOf({ PORT: 'p'.repeat(10_000) }).detail.length).toBeLessThan(200));

  it('takes whole numbers in bounds and nothing else', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.integer().map(String), fc.double().map(String)), (text) => {
      const wanted = /^\d{1,15}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= 65_535;
      const blank = text.trim() === '';
      if (wanted || blank) expect(readConfig({ PORT: text }, {}).env.PORT).toBe(blank ? 3004 : Number(text));
      else expect(() => readConfig({ PORT: text }, {})).toThrow(AppError);
    }));
  });

  it('cannot be changed afterwards', () => {
    const { env, sections } = readConfig({}, {});
    expect([Object.isFrozen(env), Object.isFrozen(sections), Object.isFrozen(sections.cache)]).toEqual([true, true, true]);
  });
});

describe('the sections of CONFIG_FILE', () => {
  it('have defaults, each within its own bounds', () => {
    const { sections } = readConfig({}, {});
    expect(sections).toEqual({
      trendAnalyzer: { windowSize: 24, seasonalityThreshold: 0.3, anomalyThreshold: 4, forecastHorizon: 48 },
      realtimeProcessor: { batchSize: 100, flushInterval: 5000, maxRetries: 3, parallelProcessors: 4 },
      cache: { defaultTTL: 3600, maxSize: 268_435_456, checkPeriod: 60_000 },
    });
    for (const settings of Object.values(SECTIONS)) {
      for (const { fallback, min, max } of Object.values(settings)) expect(fallback >= min && fallback <= max).toBe(true);
    }
  });

  const each = Object.entries(SECTIONS).flatMap(([section, settings]) => Object.entries(settings).map(([name, setting]) => [`${section}.${name}`, section, name, setting] as const));

  it.each(each)('%s takes its bounds and nothing beyond', (path, section, name, { min, max, whole }) => {
    for (const value of [min, max]) expect((readConfig({}, { [section]: { [name]: value } }).sections as Record<string, Record<string, number>>)[section]?.[name]).toBe(value);
    for (const value of [min - 1, max + 1, '5', null, true, [], {}, NaN, ...(whole ? [min + 0.5] : [])]) {
      const { errors } = faultsOf({}, { [section]: { [name]: value } });
      expect(errors).toEqual([{ path, message: expect.stringContaining(`wants ${whole ? 'a whole number' : 'a number'} from ${min} to ${max}`) as string }]);
    }
  });

  it.each([
    ['an unknown section', { realTimeProcessor: {} }, 'realTimeProcessor'], ['an unknown setting', { cache: { ttl: 5 } }, 'cache.ttl'],
    ['a section every object has', { toString: {} }, 'toString'], ['a setting every object has', { cache: { constructor: 1 } }, 'cache.constructor'],
    ['a section that is a list', { cache: [] }, 'cache'], ['a section that is null', { cache: null }, 'cache'], ['a section that is a number', { cache: 5 }, 'cache'],
    ['a list for a file', [], 'CONFIG_FILE'], ['null for a file', null, 'CONFIG_FILE'], ['text for a file', 'cache', 'CONFIG_FILE'],
  ])('refuse %s', (_name, file, path) => expect(faultsOf({}, file).errors.map((error) => error.path)).toEqual([path]));

  it('leave what is not said at its default', () => {
    expect(readConfig({}, { realtimeProcessor: { batchSize: 7 } }).sections.realtimeProcessor).toEqual({ batchSize: 7, flushInterval: 5000, maxRetries: 3, parallelProcessors: 4 });
  });
});

describe('loading', () => {
  let folder: string;
  const before = { ...process.env };
  const beforeFolder = process.cwd();
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pas-config-'));
    process.chdir(folder);
    for (const name of NAMES) delete process.env[name];
  });
  afterEach(() => {
    process.chdir(beforeFolder);
    for (const name of NAMES) delete process.env[name];
    Object.assign(process.env, before);
    rmSync(folder, { recursive: true });
  });

  it('takes .env, and the environment before it', () => {
    writeFileSync('.env', 'PORT=4001\nHOST=0.0.0.0\n');
    process.env['PORT'] = '4002';
    expect(loadConfig().env).toMatchObject({ PORT: 4002, HOST: '0.0.0.0' });
  });

  it('takes CONFIG_FILE, also where .env names it', () => {
    writeFileSync('.env', 'CONFIG_FILE=./my.json\n');
    writeFileSync('my.json', '{"realtimeProcessor":{"parallelProcessors":2}}');
    expect(loadConfig().sections.realtimeProcessor.parallelProcessors).toBe(2);
  });

  it.each([
    ['is not there', undefined, /cannot be read/], ['is no JSON', '{"cache":', /not valid JSON/], ['is a list', '[]', /wants a JSON object/], ['is wrong', '{"cache":{"defaultTTL":0}}', /cache\.defaultTTL got 0, wants/],
  ])('says it where CONFIG_FILE %s', (_name, text, message) => {
    if (text !== undefined) writeFileSync('my.json', text);
    process.env['CONFIG_FILE'] = 'my.json';
    expect(loadConfig).toThrow(message);
  });

  it('wants a database where none comes with it', () => {
    expect(processSettings).toThrow(/DATABASE_URL got nothing/);
    Object.assign(process.env, { DATABASE_URL: 'postgresql://u:p@h/d', DATA_DIR: folder });
    const settings = processSettings();
    expect(settings).toMatchObject({ databaseUrl: 'postgresql://u:p@h/d', env: { PORT: 3004 } });
    expect(settings.secrets.jwtSecret).toBe(readFileSync(join(folder, 'secrets/jwt-secret'), 'utf8'));
  });
});
