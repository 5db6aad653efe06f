const FEATURES = 6;
const USERS = 120;
const OFFERED = 0.6;
/** Log-odds of taking up what is average, and how far kinds and their features move it. */
const USUAL = -1.2;
const OF_KIND = 0.8;
const OF_FEATURE = 2;

/**
 * A world of users who take up advice of each kind with a chance that depends on their features by a logistic curve, which the ranking's linear
 * model only comes near to. Each user is offered some of the kinds.
 */
export function makeWorld({ KINDS, drawsFrom, sigmoid }, chance) {
  const { normal } = drawsFrom(chance);
  const kinds = KINDS.slice(0, 8).map((kind) => ({ kind, base: USUAL + OF_KIND * normal(), weights: Array.from({ length: FEATURES - 1 }, () => OF_FEATURE * normal()) }));
  const users = Array.from({ length: USERS }, () => {
    const features = [1, ...Array.from({ length: FEATURES - 1 }, () => chance.next())];
    const offered = kinds.filter(() => chance.next() < OFFERED);
    const means = offered.map(({ base, weights }) => sigmoid(weights.reduce((sum, weight, at) => sum + weight * (features[at + 1] - 0.5), base)));
    return { arms: offered.map(({ kind }) => ({ kind, need: kind, features, timesSeen: 0 })), means };
  });
  return { kinds: kinds.map(({ kind }) => kind), users };
}

/** What leading with an arm is worth on average; past the arms, with nothing. */
export function meanOf({ means }, lead, ranking) {
  return lead < means.length ? means[lead] : ranking.nothing;
}
