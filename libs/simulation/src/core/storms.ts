import { CAMPAIGN_TRAITS } from './campaign-kinds.js';
import { numbersFor, SCRIPT_SECONDS, type Campaign } from './campaigns.js';
import { between, oneOf, poisson } from './draws.js';
import { DAY_MS, MINUTE_MS } from './options.js';
import { momentOf } from './rhythm.js';
import { attempt, calleeOf, type SpamScene } from './spam-traffic.js';
import type { Day } from './timestamps.js';

const FEWEST_CALLS = 150;
const MOST_CALLS = 450;
const LENGTH_MINUTES = [60, 110] as const;

function stormOf(day: Day, index: number, scene: SpamScene): Campaign {
  const { random } = scene;
  const traits = CAMPAIGN_TRAITS.storm;
  return {
    truth: { spam: true, kind: 'storm', campaign: `storm-${index}-${day.index}`, category: oneOf(traits.categories, random) },
    traits,
    numbers: numbersFor('storm', scene, random),
    scriptSeconds: between(...SCRIPT_SECONDS, random),
    callsPerDay: FEWEST_CALLS + random.below(MOST_CALLS - FEWEST_CALLS),
    leads: undefined,
  };
}

/**
 * Hundreds of calls from a few numbers within an hour or two, then silence. How many storms break loose follows from the
 * number of users, so few users see one rarely and many see several a day.
 */
export function stormCalls(day: Day, scene: SpamScene): void {
  const { population, random, scale } = scene;
  const wanted = CAMPAIGN_TRAITS.storm.callsPerUserDay * scale.storm * population.users.length;
  const storms = poisson((2 * wanted) / (FEWEST_CALLS + MOST_CALLS), random);
  for (let index = 0; index < storms; index++) {
    const campaign = stormOf(day, index, scene);
    const lengthMs = Math.round(between(...LENGTH_MINUTES, random)) * MINUTE_MS;
    const startMs = Math.min(momentOf(campaign.traits.rhythm, 0, random), DAY_MS - lengthMs);
    for (let call = 0; call < campaign.callsPerDay; call++) {
      const callee = calleeOf(campaign, population, random);
      const atMs = startMs + random.below(lengthMs);
      attempt({ campaign, callee, phone: oneOf(campaign.numbers, random), atMs }, scene);
    }
  }
}
