import { ACTION_ALIASES, classOf, SECURITY_CLASSES } from './security-classes.js';

describe('what senders call a security event', () => {
  it.each([
    ['login_failed', 'failed_login'], ['LoginFailed', 'failed_login'], ['auth-failure', 'failed_login'], ['auth.login_failed', 'failed_login'], ['Sign In', 'login'], ['user.login', 'login'],
    ['new_device', 'new_address'], ['data.export', 'data_access'], ['access denied', 'unauthorized_access'], ['password_changed', 'permission_change'], ['user.password_changed', 'permission_change'],
    ['logout', 'other'], ['', 'other'], ['___', 'other'], ['constructor', 'other'],
  ])('%s is %s', (action, expected) => expect(SECURITY_CLASSES[classOf(action)]).toBe(expected));

  it('stands in one class alone, written as it is looked up', () => {
    const aliases = Object.values(ACTION_ALIASES).flat();
    expect(new Set(aliases).size).toBe(aliases.length);
    expect(Object.entries(ACTION_ALIASES).flatMap(([name, known]) => known.filter((alias) => SECURITY_CLASSES[classOf(alias)] !== name))).toEqual([]);
  });
});
