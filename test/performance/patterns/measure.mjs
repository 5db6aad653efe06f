import { BaselineFold, findPatterns, sessionsOf } from './core.mjs';
import { PLANTS } from './plants.mjs';
import { simulateUser } from './simulate.mjs';

const USUAL_PER_DAY = 7;
/** Seeds of the three kinds of users lie apart. */
const [OF_RANDOM, OF_PLANTED] = [1_000_000, 2_000_000];

/** How the platform's users call, by as many of them as the job draws. */
export function baselineOf(users) {
  const fold = new BaselineFold();
  for (let seed = 1; seed <= users; seed++) fold.add(sessionsOf(simulateUser(seed)));
  return fold.result();
}

/** Codes told of users with nothing planted: how many users have any, and which. */
export function falseUsers(users, baseline) {
  const codes = {};
  let falsely = 0;
  for (let user = 0; user < users; user++) {
    const found = findPatterns(simulateUser(OF_RANDOM + user), baseline);
    if (found.length > 0) falsely++;
    for (const { code } of found) codes[code] = (codes[code] ?? 0) + 1;
  }
  return { share: falsely / users, codes };
}

/** Share of users of so many sessions a day with something planted in whom it is found, by what was planted. */
export function foundShares(users, baseline, perDay = USUAL_PER_DAY) {
  return Object.fromEntries(Object.keys(PLANTS).map((name, place) => {
    const { codes, change } = PLANTS[name];
    let found = 0;
    for (let user = 0; user < users; user++) {
      const planted = (habits) => ({ ...habits, perDay, ...change(habits) });
      const patterns = findPatterns(simulateUser(OF_PLANTED + place * 100_000 + user, planted), baseline);
      if (patterns.some(({ code }) => codes.test(code))) found++;
    }
    return [name, found / users];
  }));
}
