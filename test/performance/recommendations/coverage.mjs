import { makeWorld, meanOf } from './world.mjs';

const LEARNT_FROM = 400;
const TRUTH_DRAWS = 1000;

/** Decisions of rounds in which `probabilities` of each user's arms chose the lead. */
function decide({ users }, probabilities, { chance, rounds, ranking }) {
  return Array.from({ length: rounds }, (_, round) => {
    const at = chance.below(users.length);
    const user = users[at];
    const chances = probabilities[at];
    let [lead, left] = [0, chance.next()];
    while (lead < user.arms.length && (left -= chances[lead]) >= 0) lead++;
    const reward = lead < user.arms.length ? Number(chance.next() < user.means[lead]) : ranking.nothing;
    return { userId: round, arms: user.arms, lead, propensity: chances[lead], reward };
  });
}

const even = ({ users }) => users.map(({ arms }) => new Array(arms.length + 1).fill(1 / (arms.length + 1)));

/** What a ranking with these posteriors brings a user of the world on average. */
function truthOf(core, world, { ranking, posteriors, chance }) {
  const values = world.users.map((user) => {
    const leads = core.leadProbabilities(user.arms, core.beliefsOf(user.arms, posteriors, ranking), ranking, { chance, draws: TRUTH_DRAWS });
    return leads.reduce((sum, probability, lead) => sum + probability * meanOf(user, lead, ranking), 0);
  });
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** One run: the live ranking decides, another is judged by it as the service does, and its truth is worked out. */
function oneRun(core, seed, rounds) {
  const [live, other] = core.RANKINGS;
  const chance = core.seededRandom(seed);
  const world = makeWorld(core, chance.fork(1));
  const posteriors = core.posteriorsFrom(decide(world, even(world), { chance: chance.fork(2), rounds: LEARNT_FROM, ranking: live }));
  const deciding = world.users.map(({ arms }) => core.leadProbabilities(arms, core.beliefsOf(arms, posteriors, live), live, { chance: chance.fork(3) }));
  const decisions = decide(world, deciding, { chance: chance.fork(4), rounds, ranking: live });
  const weighed = [...core.weighAll(decisions, other, chance.fork(5))];
  const halves = [1, 0].map((half) => core.posteriorsFrom(decisions.filter(({ userId }) => userId % 2 === half)));
  const truth = halves.reduce((sum, learnt) => sum + truthOf(core, world, { ranking: other, posteriors: learnt, chance: chance.fork(6) }) / 2, 0);
  return { truth, doublyRobust: core.doublyRobust(weighed), snips: core.snips(weighed) };
}

/** How often the 90 % intervals hold what the other ranking would have brought. */
export function coverage(core, { runs, rounds, seed = 1000 }) {
  const found = Array.from({ length: runs }, (_, run) => oneRun(core, seed + run, rounds));
  const mean = (figure) => found.reduce((sum, each) => sum + figure(each), 0) / runs;
  const judged = (name) => ({
    coverage: mean(({ truth, [name]: { lower, upper } }) => Number(lower <= truth && truth <= upper)), bias: mean(({ truth, [name]: { value } }) => value - truth),
    meanWidth: mean(({ [name]: { lower, upper } }) => upper - lower), meanEffectiveSampleSize: mean(({ [name]: { effectiveSampleSize } }) => effectiveSampleSize),
  });
  return { runs, decisions: rounds, meanTruth: mean(({ truth }) => truth), doublyRobust: judged('doublyRobust'), snips: judged('snips') };
}
