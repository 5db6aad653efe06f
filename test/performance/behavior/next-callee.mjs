import { loggedCalls } from './cns.mjs';
import { choiceChances, choicesIn, learnCalleeWeights } from './core.mjs';
import { bootstrapInterval } from './figures.mjs';

const FIRST_FOLD = 0.4;
const FOLDS = 3;

/** Place of the likeliest candidate; candidates come with the latest contact first, so that a tie goes to it. */
const likeliest = (chances) => chances.reduce((best, chance, at) => (chance > chances[best] ? at : best), 0);

const MODELS = {
  conditional_logit: (past) => {
    const weights = learnCalleeWeights(past);
    return ({ features }) => (weights === undefined ? 0 : likeliest(choiceChances(features, weights)));
  },
  most_recent_contact: () => () => 0,
  most_frequent_callee: () => ({ callsOut }) => likeliest(callsOut),
};

/** What each user had dialled most when a call began, in the order of the candidates. */
function withFrequencies(choices) {
  const dialled = new Map();
  return choices.map(({ call, candidates }) => {
    const key = (number) => `${call.userId} ${number}`;
    const callsOut = Float64Array.from(candidates.numbers, (number) => dialled.get(key(number)) ?? 0);
    dialled.set(key(call.call.callerId), (dialled.get(key(call.call.callerId)) ?? 0) + 1);
    return { call, candidates: { ...candidates, callsOut } };
  });
}

/** For each choice, 1 where the callee was the model's first; who never had a call before is missed by every model. */
function hitsOf(make, past, asked) {
  const pick = make(past);
  return Float64Array.from(asked, ({ call, candidates }) => Number(candidates.numbers[pick(candidates)] === call.call.callerId));
}

const shareOf = (hits, weights) => hits.reduce((sum, hit, row) => sum + hit * (weights?.[row] ?? 1), 0) / hits.length;

/** Top-1 over the end of the training calls, each stretch judged by what was learnt before it. */
function rollingTop1(make, train) {
  const bounds = Array.from({ length: FOLDS + 1 }, (_, fold) => Math.round((FIRST_FOLD + ((1 - FIRST_FOLD) * fold) / FOLDS) * train.length));
  const hits = bounds.slice(1).flatMap((to, fold) => [...hitsOf(make, train.slice(0, bounds[fold]), train.slice(bounds[fold], to))]);
  return shareOf(Float64Array.from(hits));
}

/** Whom a user calls next: top-1 over every outgoing call after the first `share` of them, cold users counted as missed. */
export function nextCallee(calls, share, say) {
  const choices = withFrequencies([...choicesIn(calls.flatMap(loggedCalls))]);
  const testFrom = Math.round(share * choices.length);
  const [train, asked] = [choices.slice(0, testFrom), choices.slice(testFrom)];
  const hits = {};
  const perModel = {};
  for (const [name, make] of Object.entries(MODELS)) {
    hits[name] = hitsOf(make, train, asked);
    perModel[name] = { top1: shareOf(hits[name]), top1Interval95: bootstrapInterval(asked.length, (weights) => shareOf(hits[name], weights)), validationTop1: rollingTop1(make, train) };
    say(`${name}: top-1 ${perModel[name].top1.toFixed(4)}, ${perModel[name].validationTop1.toFixed(4)} in training`);
  }
  const served = Object.keys(MODELS).reduce((best, name) => (perModel[name].validationTop1 > perModel[best].validationTop1 ? name : best));
  const gains = hits[served].map((hit, row) => hit - hits.most_recent_contact[row]);
  const unforeseeable = asked.filter(({ call, candidates }) => !candidates.numbers.includes(call.call.callerId)).length / asked.length;
  return {
    served, ...perModel[served], aboveMostRecent: { value: shareOf(gains), interval95: bootstrapInterval(asked.length, (weights) => shareOf(gains, weights)) },
    testCalls: asked.length, newCalleeShare: unforeseeable, perModel,
  };
}
