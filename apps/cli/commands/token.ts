import { parseArgs } from 'node:util';
import { AppError } from '#kernel';
import { ROLES, signToken, type Role } from '#platform/auth';
import { loadConfig, loadSecrets } from '#platform/config';

interface TokenRequest {
  readonly role: Role;
  readonly user: string;
  readonly hours: number;
}

const FLAGS: readonly string[] = ['role', 'user', 'hours'];
const DEFAULT_HOURS = 24;
const LONGEST_HOURS = 8760;

function refused(detail: string): AppError {
  return new AppError('argument_invalid', 'invalid', detail);
}

function wrong(flag: string, got: unknown, wants: string): AppError {
  return refused(`--${flag} got ${typeof got === 'string' ? JSON.stringify(got) : 'nothing'}, wants ${wants}`);
}

function roleOf(text: unknown): Role {
  const role = ROLES.find((name) => typeof text === 'string' && name === text.toLowerCase());
  if (role === undefined) throw wrong('role', text, `one of ${ROLES.join(', ')}`);
  return role;
}

function userOf(text: unknown): string {
  if (typeof text === 'string' && /^[A-Za-z0-9._:@-]{1,128}$/.test(text)) return text;
  throw wrong('user', text, '1 to 128 of A-Z a-z 0-9 . _ : @ -');
}

function hoursOf(text: unknown): number {
  if (text === undefined) return DEFAULT_HOURS;
  const hours = typeof text === 'string' && /^\d{1,5}(\.\d+)?$/.test(text) ? Number(text) : 0;
  if (hours <= 0 || hours > LONGEST_HOURS) throw wrong('hours', text, `a number above 0, at most ${LONGEST_HOURS}`);
  return hours;
}

/** @throws AppError `argument_invalid` naming the flag, what it got and what it wants */
export function readTokenArguments(args: readonly string[]): TokenRequest {
  const options = Object.fromEntries(FLAGS.map((flag) => [flag, { type: 'string' as const }]));
  const { values, positionals } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true });
  const unknown = Object.keys(values).find((name) => !FLAGS.includes(name));
  if (unknown !== undefined) throw refused(`--${unknown} is no flag of token, which wants --role, --user and perhaps --hours`);
  const request = { role: roleOf(values['role']), user: userOf(values['user']), hours: hoursOf(values['hours']) };
  if (positionals.length > 0) throw refused(`token got ${JSON.stringify(positionals[0])}, wants only --role, --user and perhaps --hours`);
  return request;
}

/** Prints a token signed with the service's own secret, and nothing else, so that a shell can take it as it is. */
export async function tokenCommand(args: readonly string[]): Promise<void> {
  const { role, user, hours } = readTokenArguments(args);
  const { env } = loadConfig();
  const { jwtSecret } = loadSecrets(env);
  if (jwtSecret === undefined) {
    throw new AppError('token_unsignable', 'invalid', 'JWT_SECRET got nothing, wants at least 32 characters: with JWT_JWKS_URL alone, only the owner of that key set can sign tokens');
  }
  const expiresInSeconds = Math.max(1, Math.round(hours * 3600));
  const token = await signToken({ secret: jwtSecret, issuer: env.JWT_ISSUER, audience: env.JWT_AUDIENCE, subject: user, role, expiresInSeconds });
  process.stdout.write(`${token}\n`);
}
