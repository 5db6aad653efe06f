import { heardAround } from '../ranges/range-terms.js';
import { withFacts, type Kind, type Premises, type Shift } from './kind.js';
import { withoutReports } from './report-kinds.js';

type Whole = Pick<Kind, 'what' | 'effort'> & {
  readonly applies: (premises: Premises) => boolean;
  readonly without: (premises: Premises) => Premises;
  readonly shift: (premises: Premises) => Shift;
};

/** Something that is there or not: one step. */
function whole({ what, effort, applies, without, shift }: Whole): Kind {
  return { what, about: what, effort, most: (premises) => (applies(premises) ? 1 : 0), apply: (premises, steps) => (steps > 0 ? without(premises) : premises), shift };
}

function unlabelled(premises: Premises): Premises {
  const { ownLabel, reports, asOfMs } = premises.facts;
  const left = ownLabel === 'spam' || ownLabel === 'not_spam' ? withoutReports(reports, ownLabel, 1, asOfMs) : reports;
  return withFacts(premises, { ownLabel: undefined, reports: left });
}

const heard = ({ facts: { blocks = [] } }: Premises): number => Math.round(heardAround(blocks));

/** What is there or not. */
export const WHOLE_KINDS: readonly Kind[] = [
  whole({
    what: 'own_label', effort: 2, applies: ({ facts: { ownLabel } }) => ownLabel === 'spam' || ownLabel === 'not_spam', without: unlabelled,
    shift: () => ({ from: 1, to: 0, text: 'if this user had not labelled it' }),
  }),
  whole({
    what: 'neighbour', effort: 3, applies: ({ facts: { isNeighbour } }) => isNeighbour === true, without: (premises) => withFacts(premises, { isNeighbour: false }),
    shift: () => ({ from: 1, to: 0, text: 'if it did not look like a neighbour of this user' }),
  }),
  whole({
    what: 'block_heat', effort: 5, applies: ({ facts: { blocks = [] } }) => heardAround(blocks) > 0, without: (premises) => withFacts(premises, { blocks: [] }),
    shift: (premises) => ({ from: heard(premises), to: 0, text: 'if nothing had been heard of the numbers around it of late' }),
  }),
  whole({
    what: 'campaign', effort: 5, applies: ({ facts: { campaign } }) => campaign !== undefined, without: (premises) => withFacts(premises, { campaign: undefined }),
    shift: ({ facts: { campaign } }) => ({ from: campaign?.numbers ?? 0, to: 0, text: 'if it belonged to no campaign' }),
  }),
  whole({
    what: 'model', effort: 8, applies: ({ asksModel, facts: { caller } }) => asksModel && caller !== undefined, without: (premises) => ({ ...premises, asksModel: false }),
    shift: () => ({ from: 1, to: 0, text: 'if no model had been asked' }),
  }),
];
