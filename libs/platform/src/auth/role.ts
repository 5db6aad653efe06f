export type Role = 'user' | 'moderator' | 'admin' | 'system';

/** Ascending rank: where a token names several roles, the last of these counts. */
export const ROLES: readonly Role[] = ['user', 'moderator', 'system', 'admin'];

/** The highest known role among `names` (any case, surrounding blanks ignored); `undefined` where none is known. */
export function highestRole(names: readonly unknown[]): Role | undefined {
  const given = new Set(names.map((name) => (typeof name === 'string' ? name.trim().toLowerCase() : '')));
  return ROLES.findLast((role) => given.has(role));
}

/** Whether `role` may enter a route open to `allowed`: an admin enters everywhere, a moderator wherever a user may. */
export function permits(allowed: readonly Role[], role: Role): boolean {
  if (role === 'admin' || allowed.includes(role)) return true;
  return role === 'moderator' && allowed.includes('user');
}
