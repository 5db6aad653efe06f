export const ADVICE = { name: 'recommendations', path: (user) => `/api/recommendations/${user}` };

/** What a user asks for, each measured by itself. A route that is not there is told, not left out. */
export const ROUTES = [
  { name: 'profile', path: (user) => `/api/profiles/${user}` },
  { name: 'patterns', path: (user) => `/api/profiles/${user}/patterns` },
  { name: 'summary', path: (user) => `/api/analytics/${user}/summary?period=30d` },
  ADVICE,
];

/** The code of an answer that says so. */
export const ROUTE_UNKNOWN = 'route_unknown';

/** A question of a user about themself, as it goes on the wire. */
export function question(path, token) {
  return Buffer.from(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n\r\n`, 'latin1');
}
