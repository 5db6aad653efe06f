import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { SignJWT, exportJWK, exportSPKI, generateKeyPair, type CryptoKey, type JWK, type JWTPayload } from 'jose';
import { SECRET, ThingsModule, startTinyApp, tinySettings, tokenFor, type TinyApp } from './tiny-app.fixture.js';
import { createHttpApp } from './create-http-app.js';
import { Controller, Get, Module } from '@nestjs/common';
import { Logger } from '#platform/logging';

const CLAIMS: JWTPayload = { sub: 'u-1', role: 'user', iss: 'ai-answer-ninja', aud: 'ai-answer-ninja-users' };
const now = (): number => Math.floor(Date.now() / 1000);
const fresh = (): JWTPayload => ({ ...CLAIMS, exp: now() + 600 });
const b64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function hs256(claims: JWTPayload, secret = SECRET, alg = 'HS256'): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg }).sign(Buffer.from(secret.padEnd(64, '.').slice(0, alg === 'HS256' ? secret.length : 64)));
}

function without(...names: string[]): JWTPayload {
  return Object.fromEntries(Object.entries(fresh()).filter(([name]) => !names.includes(name)));
}

async function ask({ origin }: TinyApp, path: string, authorization?: string): Promise<{ status: number; code: string | undefined; body: Record<string, unknown>; challenge: string | null }> {
  const answer = await fetch(`${origin}/api/things/${path}`, { headers: authorization === undefined ? {} : { authorization } });
  const body = (await answer.json()) as Record<string, unknown>;
  return { status: answer.status, code: body['code'] as string | undefined, body, challenge: answer.headers.get('www-authenticate') };
}

describe('HS256', () => {
  let tiny: TinyApp;
  beforeAll(async () => {
    tiny = await startTinyApp();
  });
  afterAll(() => tiny.stop());

  it.each<[string, () => Promise<string> | string, string]>([
    ['no algorithm', () => `${b64({ alg: 'none' })}.${b64(fresh())}.`, 'token_invalid'],
    ['no algorithm, in capitals', () => `${b64({ alg: 'NONE' })}.${b64(fresh())}.`, 'token_invalid'],
    ['another secret', () => hs256(fresh(), 'another-secret-of-more-than-32-characters'), 'token_invalid'],
    ['HS512', () => hs256(fresh(), SECRET, 'HS512'), 'token_invalid'],
    ['expired', () => hs256({ ...CLAIMS, exp: now() - 1 }), 'token_expired'],
    ['no expiry', () => hs256(CLAIMS), 'token_invalid'],
    ['not yet valid', () => hs256({ ...fresh(), nbf: now() + 300 }), 'token_invalid'],
    ['wrong issuer', () => hs256({ ...fresh(), iss: 'someone' }), 'token_invalid'],
    ['no issuer', () => hs256(without('iss')), 'token_invalid'],
    ['wrong audience', () => hs256({ ...fresh(), aud: 'others' }), 'token_invalid'],
    ['no audience', () => hs256(without('aud')), 'token_invalid'],
    ['a login half done', () => hs256({ ...fresh(), sessionId: 'mfa-temp' }), 'token_invalid'],
    ['no subject', () => hs256(without('sub')), 'token_invalid'],
    ['a subject of other letters', () => hs256({ ...fresh(), sub: 'u 1' }), 'token_invalid'],
    ['an endless subject', () => hs256({ ...fresh(), sub: 'u'.repeat(129) }), 'token_invalid'],
    ['garbage', () => 'a.b.c', 'token_invalid'],
    ['not three parts', () => 'abc', 'token_invalid'],
  ])('refuses %s', async (_name, make, code) => {
    const answer = await ask(tiny, 'principal', `Bearer ${await make()}`);
    expect(answer).toMatchObject({ status: 401, code, challenge: 'Bearer error="invalid_token"' });
  });

  it('refuses a tampered payload', async () => {
    const [head, , signature] = (await hs256(fresh())).split('.');
    expect(await ask(tiny, 'principal', `Bearer ${head}.${b64({ ...fresh(), role: 'admin' })}.${signature}`)).toMatchObject({ status: 401, code: 'token_invalid' });
  });

  it('asks for a token where there is none', async () => {
    expect(await ask(tiny, 'principal')).toMatchObject({ status: 401, code: 'token_missing', challenge: 'Bearer' });
    expect(await ask(tiny, 'principal', 'Basic dTpw')).toMatchObject({ status: 401, code: 'token_invalid' });
  });

  it.each<[string, object, object]>([
    ['sub', {}, { subject: 'u-1', role: 'user' }],
    ['userId for sub', { sub: undefined, userId: 'u-2' }, { subject: 'u-2', role: 'user' }],
    ['roles in any case', { role: undefined, roles: ['x', 'Moderator', 'USER'] }, { subject: 'u-1', role: 'moderator' }],
    ['the highest of both', { role: 'user', roles: ['ADMIN'] }, { subject: 'u-1', role: 'admin' }],
    ['the id of the token', { jti: 't-1' }, { subject: 'u-1', role: 'user', tokenId: 't-1' }],
    ['a past nbf', { nbf: 1 }, { subject: 'u-1', role: 'user' }],
    ['one audience of many', { aud: ['x', 'ai-answer-ninja-users'] }, { subject: 'u-1', role: 'user' }],
  ])('reads %s', async (_name, claims, principal) => {
    const authorization = `bearer ${await hs256({ ...fresh(), ...claims })}`;
    expect((await ask(tiny, 'principal', authorization)).body).toEqual(principal);
    // The second time it is remembered.
    expect((await ask(tiny, 'principal', authorization)).body).toEqual(principal);
  });

  it('knows no stranger roles', async () => {
    expect(await ask(tiny, 'principal', `Bearer ${await hs256({ ...fresh(), role: 'root' })}`)).toMatchObject({ status: 403, code: 'role_unknown' });
  });

  it.each<[string, 'user' | 'moderator' | 'admin' | 'system', number[]]>([
    ['user', 'user', [200, 403, 403, 200, 403]],
    ['moderator', 'moderator', [200, 403, 403, 200, 403]],
    ['admin', 'admin', [200, 200, 200, 200, 200]],
    ['system', 'system', [403, 403, 200, 403, 403]],
  ])('lets a %s in where it may', async (_name, role, statuses) => {
    const authorization = `Bearer ${await tokenFor('u-1', role)}`;
    const seen = [];
    for (const path of ['principal', 'admin', 'sibling', 'of/u-1', 'of/u-2']) seen.push((await ask(tiny, path, authorization)).status);
    expect(seen).toEqual(statuses);
  });

  it('names what is forbidden', async () => {
    const authorization = `Bearer ${await tokenFor('u-1')}`;
    expect((await ask(tiny, 'admin', authorization)).code).toBe('forbidden_role');
    expect((await ask(tiny, 'of/u-2', authorization)).code).toBe('forbidden_user');
  });

  it('authorises before it validates', async () => {
    const answer = await fetch(`${tiny.origin}/api/things/notes`, { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } });
    expect(answer.status).toBe(401);
  });
});

describe('a key set by URL', () => {
  let keys: Record<'RS256' | 'ES256', { publicKey: CryptoKey; privateKey: CryptoKey }>;
  let keyServer: Server;
  let served: { keys: JWK[] } | undefined;
  let tiny: TinyApp;
  let both: TinyApp;

  beforeAll(async () => {
    keys = { RS256: await generateKeyPair('RS256', { extractable: true }), ES256: await generateKeyPair('ES256', { extractable: true }) };
    served = { keys: [{ ...(await exportJWK(keys.RS256.publicKey)), kid: 'r' }, { ...(await exportJWK(keys.ES256.publicKey)), kid: 'e' }] };
    keyServer = createServer((_request, answer) => answer.writeHead(served === undefined ? 500 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(served ?? {})));
    await once(keyServer.listen(0, '127.0.0.1'), 'listening');
    const settings = tinySettings({ JWT_JWKS_URL: `http://127.0.0.1:${(keyServer.address() as AddressInfo).port}/keys` });
    tiny = await startTinyApp({ settings: { ...settings, secrets: { ...settings.secrets, jwtSecret: undefined } } });
    both = await startTinyApp({ settings });
  });
  afterAll(async () => {
    await tiny.stop();
    await both.stop();
    keyServer.closeAllConnections();
    keyServer.close();
  });

  const signed = (alg: 'RS256' | 'ES256', kid: string, claims = fresh()): Promise<string> => new SignJWT(claims).setProtectedHeader({ alg, kid }).sign(keys[alg].privateKey);

  it.each([['RS256', 'r'], ['ES256', 'e']] as const)('verifies %s', async (alg, kid) => {
    expect((await ask(tiny, 'principal', `Bearer ${await signed(alg, kid)}`)).body).toEqual({ subject: 'u-1', role: 'user' });
  });

  it('checks claims as well', async () => {
    expect(await ask(tiny, 'principal', `Bearer ${await signed('RS256', 'r', { ...CLAIMS, exp: 1 })}`)).toMatchObject({ status: 401, code: 'token_expired' });
  });

  it('takes no HS256 token without a secret, above all not one signed with the public key', async () => {
    const spki = await exportSPKI(keys.RS256.publicKey);
    for (const { token, app } of [
      { token: await hs256(fresh()), app: tiny },
      { token: await hs256(fresh(), spki), app: tiny },
      { token: await hs256(fresh(), spki), app: both },
      { token: await hs256(fresh(), JSON.stringify(served?.keys[0])), app: both },
    ]) {
      expect(await ask(app, 'principal', `Bearer ${token}`)).toMatchObject({ status: 401, code: 'token_invalid' });
    }
  });

  it('takes HS256 beside it where a secret is set', async () => {
    expect((await ask(both, 'principal', `Bearer ${await hs256(fresh())}`)).status).toBe(200);
    expect((await ask(both, 'principal', `Bearer ${await signed('ES256', 'e')}`)).status).toBe(200);
  });

  it('refuses keys the set does not hold', async () => {
    expect(await ask(tiny, 'principal', `Bearer ${await signed('RS256', 'stranger')}`)).toMatchObject({ status: 401, code: 'token_invalid' });
  });

  it('answers 503, not 401, while the set cannot be fetched, and works again afterwards', async () => {
    const settings = tinySettings({ JWT_JWKS_URL: `http://127.0.0.1:${(keyServer.address() as AddressInfo).port}/keys` });
    const lost = await startTinyApp({ settings });
    const kept = served;
    served = undefined;
    try {
      const authorization = `Bearer ${await signed('RS256', 'r')}`;
      expect(await ask(lost, 'principal', authorization)).toMatchObject({ status: 503, code: 'auth_unavailable' });
      served = kept;
      expect((await ask(lost, 'principal', authorization)).status).toBe(200);
    } finally {
      served = kept;
      await lost.stop();
    }
  });

  it('answers 503 where nobody listens', async () => {
    const lost = await startTinyApp({ settings: tinySettings({ JWT_JWKS_URL: 'http://127.0.0.1:1/keys' }) });
    expect(await ask(lost, 'principal', `Bearer ${await signed('ES256', 'e')}`)).toMatchObject({ status: 503, code: 'auth_unavailable' });
    await lost.stop();
  });
});

describe('a route that states no access', () => {
  it('is for admins alone where a plugin adds it', async () => {
    const logger = new Logger({ level: 'fatal', write: () => undefined });
    const app = await createHttpApp(ThingsModule, { settings: tinySettings(), logger, openPrefixes: ['/pages'] });
    const instance = app.getHttpAdapter().getInstance();
    for (const path of ['/board', '/pages/one', '/pagesque']) instance.get(path, () => 'seen');
    await app.init();
    const statusOf = async (url: string, role?: 'user' | 'admin'): Promise<number> =>
      (await instance.inject({ url, headers: role === undefined ? {} : { authorization: `Bearer ${await tokenFor('u-1', role)}` } })).statusCode;
    expect([await statusOf('/board'), await statusOf('/board', 'user'), await statusOf('/board', 'admin')]).toEqual([401, 403, 200]);
    expect([await statusOf('/pages/one'), await statusOf('/pagesque')]).toEqual([200, 401]);
    await app.close();
  });

  it('stops the start', async () => {
    @Controller('silent')
    class SilentController {
      @Get()
      answer(): object {
        return {};
      }
    }
    @Module({ controllers: [SilentController] })
    class SilentModule {}
    const logger = new Logger({ level: 'fatal', write: () => undefined });
    const app = await createHttpApp(SilentModule, { settings: tinySettings(), logger });
    await expect(app.init()).rejects.toThrow('SilentController.answer');
  });
});
