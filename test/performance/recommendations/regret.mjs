import { makeWorld, meanOf } from './world.mjs';

/** The best order of kinds that is the same for everybody, known in hindsight. */
function hindsightOrder({ kinds, users }) {
  const worth = new Map(kinds.map((kind) => [kind, { sum: 0, users: 0 }]));
  for (const { arms, means } of users) {
    arms.forEach(({ kind }, arm) => {
      const entry = worth.get(kind);
      entry.sum += means[arm];
      entry.users++;
    });
  }
  return [...kinds].sort((left, right) => worth.get(right).sum / worth.get(right).users - worth.get(left).sum / worth.get(left).users);
}

/** What each way to choose the lead loses to knowing all chances, summed over the rounds of one world. */
function regretIn(core, seed, rounds) {
  const [ranking] = core.RANKINGS;
  const chance = core.seededRandom(seed);
  const world = makeWorld(core, chance.fork(1));
  const order = hindsightOrder(world);
  const [draws, scores] = [chance.fork(2), core.drawsFrom(chance.fork(3))];
  const posteriors = {};
  const lost = { sampler: 0, fixed: 0, random: 0, samplerLastTenth: 0 };
  for (let round = 0; round < rounds; round++) {
    const user = world.users[draws.below(world.users.length)];
    const best = Math.max(ranking.nothing, ...user.means);
    const [lead = user.arms.length] = core.drawList(user.arms, core.beliefsOf(user.arms, posteriors, ranking), ranking, scores);
    const first = order.find((kind) => user.arms.some((arm) => arm.kind === kind));
    const fixed = first === undefined ? 0 : user.arms.findIndex((arm) => arm.kind === first);
    const loss = best - meanOf(user, lead, ranking);
    lost.sampler += loss;
    if (round >= rounds * 0.9) lost.samplerLastTenth += loss;
    lost.fixed += best - meanOf(user, fixed, ranking);
    lost.random += best - meanOf(user, draws.below(user.arms.length + 1), ranking);
    const arm = user.arms[lead];
    if (arm !== undefined) posteriors[arm.kind] = core.learnReward(posteriors[arm.kind] ?? core.priorPosterior(), arm.features, draws.next() < user.means[lead] ? 1 : 0);
  }
  return lost;
}

/** Regret a round of the live ranking, the best fixed order and chance, over several worlds. */
export function regret(core, { worlds, rounds, seed = 1 }) {
  const found = Array.from({ length: worlds }, (_, world) => regretIn(core, seed + world, rounds));
  const mean = (name, length = rounds) => found.reduce((sum, lost) => sum + lost[name], 0) / worlds / length;
  return {
    worlds, rounds, sampler: mean('sampler'), samplerLastTenth: mean('samplerLastTenth', rounds / 10), fixed: mean('fixed'), random: mean('random'),
    worldsBelowFixed: found.filter(({ sampler, fixed }) => sampler < fixed).length, worldsBelowRandom: found.filter(({ sampler, random }) => sampler < random).length,
  };
}
