import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from './processes.mjs';

const FOLDED_MS = 60_000;
const LIFE_SECONDS = 3600;

const segment = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token signed by hand with the secret kept in DATA_DIR: the contract in api.md, not our own code. */
export function tokenFor({ dataDir }, role, subject = `e2e-${role}`, claims = {}) {
  const secret = readFileSync(join(dataDir, 'secrets', 'jwt-secret'), 'utf8').trim();
  const now = Math.floor(Date.now() / 1000);
  const payload = { sub: subject, role, iss: 'ai-answer-ninja', aud: 'ai-answer-ninja-users', iat: now, exp: now + LIFE_SECONDS, ...claims };
  const signed = `${segment({ alg: 'HS256', typ: 'JWT' })}.${segment(payload)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

function bodyOf(body) {
  return typeof body === 'string' || Buffer.isBuffer(body) || body === undefined ? body : JSON.stringify(body);
}

/** One request. `body` goes as it is where it is text or bytes, else as JSON. */
export async function request(service, method, path, { token, body, type = 'application/json', headers = {} } = {}) {
  const fields = { ...headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...(body === undefined ? {} : { 'content-type': type }) };
  const response = await fetch(`${service.origin}${path}`, { method, headers: fields, body: bodyOf(body) });
  const text = await response.text();
  const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
}

/** Requests as one bearer. */
export function clientOf(service, role, subject) {
  const token = tokenFor(service, role, subject);
  return {
    token,
    get: (path, options) => request(service, 'GET', path, { token, ...options }),
    post: (path, body, options) => request(service, 'POST', path, { token, body, ...options }),
    put: (path, body, options) => request(service, 'PUT', path, { token, body, ...options }),
    send: (events, options) => request(service, 'POST', '/api/realtime/events', { token, body: events, ...options }),
  };
}

/** Resolves when every accepted event is folded. */
export async function folded(service) {
  const admin = clientOf(service, 'admin');
  await until('folding every event', FOLDED_MS, async () => {
    const { body } = await admin.get('/api/realtime/metrics');
    return body?.lag === 0 ? true : undefined;
  });
}
