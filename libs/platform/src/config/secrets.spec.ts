import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from './read-config.js';
import { loadSecrets } from './secrets.js';
import type { Environment } from './variables.js';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'pas-secrets-'));
});
afterEach(() => {
  jest.restoreAllMocks();
  fs.rmSync(folder, { recursive: true });
});

const given = 'g'.repeat(32);
const environment = (variables: Record<string, string> = {}): Environment => readConfig({ DATA_DIR: folder, ...variables }, {}).env;
const kept = (name: string): string => fs.readFileSync(join(folder, 'secrets', name), 'utf8');

describe('secrets', () => {
  it('are made once and kept, readable by their owner alone', () => {
    const secrets = loadSecrets(environment());
    expect(secrets).toEqual({ jwtSecret: kept('jwt-secret'), dataEncryptionKey: kept('data-encryption-key') });
    expect(loadSecrets(environment())).toEqual(secrets);
    const modes = ['.', 'jwt-secret', 'data-encryption-key'].map((name) => (fs.statSync(join(folder, 'secrets', name)).mode & 0o777).toString(8));
    expect(modes).toEqual(['700', '600', '600']);
    expect(fs.readdirSync(join(folder, 'secrets')).sort()).toEqual(['data-encryption-key', 'jwt-secret']);
  });

  it('are long, and differ from each other and between services', () => {
    const { jwtSecret = '', dataEncryptionKey } = loadSecrets(environment());
    const other = loadSecrets(environment({ DATA_DIR: join(folder, 'another') }));
    expect(new Set([jwtSecret, dataEncryptionKey, other.jwtSecret, other.dataEncryptionKey]).size).toBe(4);
    expect([jwtSecret, dataEncryptionKey].every((secret) => Buffer.from(secret, 'base64url').length === 32)).toBe(true);
  });

  it('are those of the environment where it has them, and nothing is then made', () => {
    expect(loadSecrets(environment({ JWT_SECRET: given, DATA_ENCRYPTION_KEY: given }))).toEqual({ jwtSecret: given, dataEncryptionKey: given });
    expect(fs.existsSync(join(folder, 'secrets'))).toBe(false);
  });

  it('need no JWT secret where tokens come from elsewhere', () => {
    expect(loadSecrets(environment({ JWT_JWKS_URL: 'https://idp/keys', DATA_ENCRYPTION_KEY: given }))).toEqual({ jwtSecret: undefined, dataEncryptionKey: given });
    expect(loadSecrets(environment({ JWT_JWKS_URL: 'https://idp/keys', JWT_SECRET: given, DATA_ENCRYPTION_KEY: given })).jwtSecret).toBe(given);
  });

  it.each([
    ['JWT_SECRET', { DATA_ENCRYPTION_KEY: given }], ['DATA_ENCRYPTION_KEY', { JWT_SECRET: given }], ['DATA_ENCRYPTION_KEY', { JWT_JWKS_URL: 'https://idp/keys' }], ['JWT_SECRET', {}],
  ])('must be given in production: %s', (name, variables) => {
    expect(() => loadSecrets(environment({ NODE_ENV: 'production', ...variables }))).toThrow(expect.objectContaining({ code: 'config_invalid', detail: expect.stringContaining(name) as string }) as Error);
    expect(fs.existsSync(join(folder, 'secrets'))).toBe(false);
  });

  it.each([{ JWT_SECRET: given }, { JWT_JWKS_URL: 'https://idp/keys' }])('suffice in production with %p and the key', (variables) => {
    expect(loadSecrets(environment({ NODE_ENV: 'production', DATA_ENCRYPTION_KEY: given, ...variables })).dataEncryptionKey).toBe(given);
  });

  it('are the ones of another process that makes them between our looking and our making', () => {
    const link = fs.linkSync;
    jest.spyOn(fs, 'linkSync').mockImplementation((from, to) => {
      fs.writeFileSync(to, `rival${'s'.repeat(32)}`);
      link(from, to);
    });
    expect(loadSecrets(environment())).toEqual({ jwtSecret: `rival${'s'.repeat(32)}`, dataEncryptionKey: `rival${'s'.repeat(32)}` });
    expect(fs.readdirSync(join(folder, 'secrets')).sort()).toEqual(['data-encryption-key', 'jwt-secret']);
  });

  it('are not made anew where they are damaged: what they sealed would be lost', () => {
    loadSecrets(environment());
    fs.writeFileSync(join(folder, 'secrets/data-encryption-key'), 'cut');
    expect(() => loadSecrets(environment())).toThrow(expect.objectContaining({ code: 'secret_invalid' }) as Error);
    expect(kept('data-encryption-key')).toBe('cut');
  });

  it('may end in a line break', () => {
    const { dataEncryptionKey } = loadSecrets(environment());
    fs.appendFileSync(join(folder, 'secrets/data-encryption-key'), '\n');
    expect(loadSecrets(environment()).dataEncryptionKey).toBe(dataEncryptionKey);
  });
});
