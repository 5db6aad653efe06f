import { parseArgs } from 'node:util';
import { AppError } from '#kernel';
import { ROLES, signToken, type Role } from '#platform/auth';
import { loadConfig, loadSecrets } from '#platform/config';

interface TokenRequest {
  readonly role: Role;
  readonly user: string;
  readonly hours: number;
}

const FLAGS = ['role', 'user', 'hours'] as const;
const DEFAULT_HOURS = 24;
const LONGEST_HOURS = 8760;

function wrong(flag: string, got: unknown, wants: string): AppError {
  const given = typeof got === 'string' ? JSON.stringify(got) : 'nothing';
  return new AppError('argument_invalid', 'invalid', `--${flag} got ${given}, wants ${wants}`);
}

function flagsOf(args: readonly string[]): Readonly<Record<string, unknown>> {
  const options = Object.fromEntries(FLAGS.map((flag) => [flag, { type: 'string' as const }]));
  const { values, positionals } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true });
  const unknown = Object.keys(values).find((name) => !(FLAGS as readonly string[]).includes(name));
  const stray = unknown === undefined ? positionals[0] : `--${unknown}`;
  if (stray !== undefined) throw new AppError('argument_invalid', 'invalid', `token got ${JSON.stringify(stray)}, wants only --role, --user and --hours`);
  return values;
}

function hoursOf(text: unknown): number {
  if (text === undefined) return DEFAULT_HOURS;
  const hours = typeof text === 'string' && /^\d{1,5}(\.\d+)?$/.test(text) ? Number(text) : 0;
  if (hours <= 0 || hours > LONGEST_HOURS) throw wrong('hours', text, `a number above 0, at most ${LONGEST_HOURS}`);
  return hours;
}

/** @throws AppError `argument_invalid` naming the flag, what it got and what it wants */
export function readTokenArguments(args: readonly string[]): TokenRequest {
  const { role: roleText, user, hours } = flagsOf(args);
  const role = ROLES.find((name) => typeof roleText === 'string' && name === roleText.toLowerCase());
  if (role === undefined) throw wrong('role', roleText, `one of ${ROLES.join(', ')}`);
  if (typeof user !== 'string' || !/^[A-Za-z0-9._:@-]{1,128}$/.test(user)) throw wrong('user', user, '1 to 128 of A-Z a-z 0-9 . _ : @ -');
  return { role, user, hours: hoursOf(hours) };
}

/** Prints a token signed with the service's own secret, and nothing else, so that a shell can take it as it is. */
export async function tokenCommand(args: readonly string[]): Promise<void> {
  const { role, user, hours } = readTokenArguments(args);
  const { env } = loadConfig();
  const { jwtSecret } = loadSecrets(env);
  if (jwtSecret === undefined) {
    throw new AppError('token_unsignable', 'invalid', 'JWT_SECRET got nothing, wants at least 32 characters: with JWT_JWKS_URL alone, only the owner of that key set can sign tokens');
  }
  const token = await signToken({ secret: jwtSecret, issuer: env.JWT_ISSUER, audience: env.JWT_AUDIENCE, subject: user, role, expiresInSeconds: Math.max(1, Math.round(hours * 3600)) });
  process.stdout.write(`${token}\n`);
}
