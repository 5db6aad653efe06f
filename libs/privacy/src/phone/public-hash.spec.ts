import type { E164 } from './phone-number.js';
import { publicHash } from './public-hash.js';

// printf 'caller-lookup/1:+8613800138000' | sha256sum
it.each([['+8613800138000', '29ea1f2c387a470d'], ['+8695588', '4f1dfe73053cafe9']])('%s is published as %s', (number, hash) => expect(publicHash(number as E164)).toBe(hash));

it('spreads the numbers of one block evenly over buckets', () => {
  const counts = new Array<number>(256).fill(0);
  for (let index = 0; index < 51_200; index++) counts[parseInt(publicHash(`+8613800${String(100_000 + index)}` as E164).slice(0, 2), 16)]!++;
  const chiSquare = counts.reduce((sum, count) => sum + (count - 200) ** 2 / 200, 0);
  // 99.9 % of even spreads over 256 buckets stay below 330.5, and above 187.
  expect(chiSquare).toBeLessThan(330.5);
  expect(chiSquare).toBeGreaterThan(187);
});
