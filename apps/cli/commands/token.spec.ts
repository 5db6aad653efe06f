import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TokenVerifier } from '#platform/auth';
import { loadConfig, loadSecrets } from '#platform/config';
import { readTokenArguments, tokenCommand } from './token.js';

describe('arguments', () => {
  it.each([
    [['--role', 'admin', '--user', 'u-1'], { role: 'admin', user: 'u-1', hours: 24 }],
    [['--user=a@b', '--role=SYSTEM', '--hours=0.5'], { role: 'system', user: 'a@b', hours: 0.5 }],
  ])('%j', (args, expected) => expect(readTokenArguments(args)).toEqual(expected));

  it.each([
    [['--user', 'u-1'], '--role got nothing, wants one of user, moderator, system, admin'],
    [['--role', 'root', '--user', 'u-1'], '--role got "root", wants one of'],
    [['--role', '--user', 'u-1'], '--role got "--user", wants one of'],
    [['--role', 'user'], '--user got nothing, wants 1 to 128 of'],
    [['--role', 'user', '--user', 'a b'], '--user got "a b", wants'],
    [['--role', 'user', '--user', 'u', '--hours', '0'], '--hours got "0", wants a number above 0'],
    [['--role', 'user', '--user', 'u', '--hours', '1e9'], '--hours got "1e9", wants'],
    [['--role', 'user', '--user', 'u', '--hours', '9999'], '--hours got "9999", wants'],
    [['--rol', 'user'], '--rol is no flag of token'],
    [['--role', 'user', '--user', 'u', 'admin'], 'token got "admin", wants only'],
  ])('%j is refused', (args, detail) => {
    expect(() => readTokenArguments(args)).toThrow(expect.objectContaining({ code: 'argument_invalid', detail: expect.stringContaining(detail) as string }));
  });
});

describe('the command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'token-'));
  const restore = { ...process.env };
  afterAll(() => {
    process.env = restore;
    rmSync(folder, { recursive: true });
  });

  it('prints a token that the service takes, and nothing else', async () => {
    process.env = { ...restore, DATA_DIR: folder, NODE_ENV: 'test', JWT_SECRET: '', JWT_JWKS_URL: '' };
    const written: string[] = [];
    const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
    await tokenCommand(['--role', 'admin', '--user', 'u-1']).finally(() => write.mockRestore());
    const { env } = loadConfig();
    const verifier = new TokenVerifier({ secret: loadSecrets(env).jwtSecret, keySetUrl: undefined, issuer: env.JWT_ISSUER, audience: env.JWT_AUDIENCE });
    expect(written).toHaveLength(1);
    expect(await verifier.verify(`Bearer ${written[0]?.trimEnd()}`)).toEqual({ subject: 'u-1', role: 'admin' });
  });
});
