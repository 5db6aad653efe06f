import { highestRole, permits, type Role } from './role.js';

it.each<[string, unknown[], Role | undefined]>([
  ['one role', ['user'], 'user'],
  ['any case and blanks', [' ADMIN '], 'admin'],
  ['the highest', ['user', 'moderator'], 'moderator'],
  ['a sibling over a moderator', ['system', 'moderator'], 'system'],
  ['an admin over a sibling', ['system', 'admin'], 'admin'],
  ['unknown names beside a known one', ['root', 'user'], 'user'],
  ['unknown names', ['root', ''], undefined],
  ['no text', [undefined, null, 5, {}, ['admin']], undefined],
  ['nothing', [], undefined],
])('the highest role of %s', (_name, names, expected) => expect(highestRole(names)).toBe(expected));

it.each<[Role, Role[], boolean]>([
  ['user', ['user'], true],
  ['user', ['moderator'], false],
  ['user', ['admin'], false],
  ['moderator', ['user'], true],
  ['moderator', ['system'], false],
  ['system', ['user'], false],
  ['system', ['user', 'system'], true],
  ['admin', ['system'], true],
  ['admin', ['user'], true],
])('%s into a route for %j: %s', (role, allowed, expected) => expect(permits(allowed, role)).toBe(expected));
