import type { Random } from '#kernel';

import { receive, trusted, type Reception } from './answering.js';
import { campaignIn, numberOf, type Campaign, type Slot } from './campaigns.js';
import { laterToday, pickedUp, type Emit } from './draft.js';
import { between, logNormal, oneOf, poisson, weighted } from './draws.js';
import type { Scale } from './options.js';
import type { Population, User } from './population.js';
import { momentOf } from './rhythm.js';
import type { Day } from './timestamps.js';

const HUNG_UP_SHARE = 0.8;
const HANG_UP_SECONDS = [2, 10] as const;
const INTERESTED_SHARE = 0.15;

export interface SpamScene {
  readonly population: Population;
  readonly scale: Scale;
  readonly random: Random;
  readonly emit: Emit;
}

interface Attempt {
  readonly campaign: Campaign;
  readonly callee: User;
  readonly phone: number;
  readonly atMs: number;
}

/** Most hang up on a recording within ten seconds; who listens hears all of it, the same length for everybody. */
function talkSeconds({ traits, scriptSeconds }: Campaign, { scale, random }: SpamScene): number {
  if (traits.voice === 'recorded') {
    return random.next() < HUNG_UP_SHARE ? between(...HANG_UP_SECONDS, random) : scriptSeconds;
  }
  const median = random.next() < INTERESTED_SHARE ? 80 : 10;
  return scale.talkTime * logNormal(median, 0.6, random);
}

function receptionOf({ campaign, callee, atMs }: Attempt, scene: SpamScene): Reception {
  if (campaign.truth.kind === 'one_ring') return { outcome: 'missed', ringSeconds: 1 + scene.random.below(2) };
  const answerChance = trusted(callee.answersOthers, campaign.traits.trust);
  return receive(callee, { atMs, answerChance, known: false, talkSeconds: talkSeconds(campaign, scene) }, scene.random);
}

/** Rings a user and, for the persistent, rings again later that day where nobody picked up. */
export function attempt(first: Attempt, scene: SpamScene): void {
  const { campaign, callee, phone, atMs } = first;
  const reception = receptionOf(first, scene);
  scene.emit({ atMs, user: callee.index, phone, direction: 'incoming', reception, truth: campaign.truth });
  if (pickedUp(reception) || scene.random.next() >= campaign.traits.redial) return;
  const againMs = laterToday(atMs, between(120, 7_200, scene.random));
  if (againMs === undefined) return;
  const again = { ...first, atMs: againMs };
  const outcome = receptionOf(again, scene);
  scene.emit({ atMs: againMs, user: callee.index, phone, direction: 'incoming', reception: outcome, truth: campaign.truth });
}

export function calleeOf({ leads }: Campaign, { users, exposure }: Population, random: Random): User {
  return users[leads === undefined ? weighted(exposure, random) : oneOf(leads, random)] as User;
}

/** A day's calls of every campaign but storms. */
export function spamCalls(day: Day, slots: readonly Slot[], scene: SpamScene): void {
  const { population, random } = scene;
  for (const slot of slots) {
    const campaign = campaignIn(slot, day.index, scene);
    const { traits } = campaign;
    const calls = poisson(campaign.callsPerDay * (day.weekend ? traits.weekendFactor : 1), random);
    for (let call = 0; call < calls; call++) {
      const callee = calleeOf(campaign, population, random);
      const phone = numberOf(campaign, callee, population, random);
      attempt({ campaign, callee, phone, atMs: momentOf(traits.rhythm, 0, random) }, scene);
    }
  }
}
