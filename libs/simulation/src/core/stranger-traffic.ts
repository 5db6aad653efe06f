import type { Random } from '#kernel';

import { receive, trusted } from './answering.js';
import type { Emit } from './draft.js';
import { logNormal, poisson } from './draws.js';
import { LEGITIMATE } from './items.js';
import { anyMobile, localMobile } from './numbering.js';
import type { Scale } from './options.js';
import type { Population, User } from './population.js';
import { momentOf, RHYTHMS } from './rhythm.js';
import type { Day } from './timestamps.js';

const CALLS_PER_USER_DAY = 0.5;

/** Why somebody unknown rings once: a driver or rider at the door, a wrong number, an acquaintance's first call. */
const ERRANDS = [
  { share: 0.55, local: true, talkMedianSeconds: 14, trust: 0.45 },
  { share: 0.2, local: false, talkMedianSeconds: 8, trust: 0 },
  { share: 0.25, local: true, talkMedianSeconds: 70, trust: 0 },
] as const;

interface Scene {
  readonly population: Population;
  readonly scale: Scale;
  readonly random: Random;
  readonly emit: Emit;
}

function errandOf(random: Random): (typeof ERRANDS)[number] {
  const draw = random.next();
  if (draw < ERRANDS[0].share) return ERRANDS[0];
  return draw < ERRANDS[0].share + ERRANDS[1].share ? ERRANDS[1] : ERRANDS[2];
}

function ringOnce(user: User, day: Day, { population, scale, random, emit }: Scene): void {
  const errand = errandOf(random);
  const { numbering } = population;
  const phone = errand.local ? localMobile(user.city, numbering, random) : anyMobile(numbering, random);
  const atMs = momentOf(day.weekend ? RHYTHMS.weekend : RHYTHMS.weekday, 0, random);
  const ringing = {
    atMs,
    answerChance: trusted(user.answersOthers, errand.trust),
    known: false,
    talkSeconds: scale.talkTime * logNormal(errand.talkMedianSeconds, 0.6, random),
  };
  const reception = receive(user, ringing, random);
  emit({ atMs, user: user.index, phone, direction: 'incoming', reception, truth: LEGITIMATE.stranger });
}

/** A day's calls from numbers that ring once and, as a rule, never again: legitimate, without any history. */
export function strangerCalls(day: Day, scene: Scene): void {
  for (const user of scene.population.users) {
    const calls = poisson(CALLS_PER_USER_DAY * scene.scale.strangerCalls, scene.random);
    for (let call = 0; call < calls; call++) ringOnce(user, day, scene);
  }
}
