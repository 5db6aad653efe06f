import { signToken } from './sign-token.js';
import { TokenVerifier } from './token-verifier.js';

const SECRET = 'a-secret-of-more-than-thirty-two-characters';
const START_MS = Date.UTC(2026, 10, 22);

function verifierAt(clock: { nowMs: number }): TokenVerifier {
  return new TokenVerifier({ secret: SECRET, keySetUrl: undefined, issuer: 'i', audience: 'a', nowMs: () => clock.nowMs });
}

function headerFor(expiresInSeconds: number): Promise<string> {
  return signToken({ secret: SECRET, issuer: 'i', audience: 'a', subject: 'u-1', role: 'user', expiresInSeconds, nowSeconds: START_MS / 1000 }).then((token) => `Bearer ${token}`);
}

it('remembers a verified header until it expires, and not a millisecond longer', async () => {
  const clock = { nowMs: START_MS };
  const verifier = verifierAt(clock);
  const header = await headerFor(60);
  expect(verifier.remembered(header)).toBeUndefined();
  const principal = await verifier.verify(header);
  clock.nowMs = START_MS + 59_999;
  expect(verifier.remembered(header)).toBe(principal);
  clock.nowMs = START_MS + 60_000;
  expect(verifier.remembered(header)).toBeUndefined();
  await expect(verifier.verify(header)).rejects.toMatchObject({ code: 'token_expired' });
});

it('looks at long-lived tokens again every five minutes', async () => {
  const clock = { nowMs: START_MS };
  const verifier = verifierAt(clock);
  const header = await headerFor(86_400);
  await verifier.verify(header);
  clock.nowMs = START_MS + 300_000;
  expect(verifier.remembered(header)).toBeUndefined();
  await expect(verifier.verify(header)).resolves.toMatchObject({ subject: 'u-1' });
});

it('remembers no refused header', async () => {
  const verifier = verifierAt({ nowMs: START_MS });
  const forged = `${await headerFor(60)}x`;
  await expect(verifier.verify(forged)).rejects.toMatchObject({ code: 'token_invalid', kind: 'unauthenticated' });
  expect(verifier.remembered(forged)).toBeUndefined();
});
