import { principalFromClaims } from './claims.js';
import { requireSelf } from './principal.js';
import type { Role } from './role.js';

describe('claims', () => {
  it('prefers sub to userId and never falls back from a bad sub', () => {
    expect(principalFromClaims({ sub: 'a', userId: 'b', role: 'user' }).subject).toBe('a');
    expect(() => principalFromClaims({ sub: '', userId: 'b', role: 'user' })).toThrow('token_invalid');
    expect(() => principalFromClaims({ sub: 7, userId: 'b', role: 'user' })).toThrow('token_invalid');
  });

  it.each([['every letter', 'aZ9._:@-'], ['128 letters', 'u'.repeat(128)]])('takes a subject of %s', (_name, sub) => {
    expect(principalFromClaims({ sub, role: 'user' }).subject).toBe(sub);
  });

  it.each([['a slash', 'a/b'], ['a line end', 'a\n'], ['129 letters', 'u'.repeat(129)], ['Chinese letters', '用户']])('refuses a subject with %s', (_name, sub) => {
    expect(() => principalFromClaims({ sub, role: 'user' })).toThrow('token_invalid');
  });

  it('reads roles given as one text', () => {
    expect(principalFromClaims({ sub: 'a', roles: 'System' }).role).toBe('system');
  });

  it('ignores an id that is no text', () => {
    expect(principalFromClaims({ sub: 'a', role: 'user', jti: 5 })).toEqual({ subject: 'a', role: 'user' });
  });
});

describe('requireSelf', () => {
  it.each<[Role, string, boolean]>([
    ['user', 'u-1', true],
    ['user', 'u-2', false],
    ['user', 'U-1', false],
    ['moderator', 'u-2', false],
    ['admin', 'u-2', true],
    ['system', 'u-2', true],
  ])('%s u-1 and the data of %s: %s', (role, userId, allowed) => {
    const check = (): void => requireSelf({ subject: 'u-1', role }, userId);
    if (allowed) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ code: 'forbidden_user', kind: 'forbidden' }));
  });
});
