import { SAME_BLOCK_CHANCE, WIDEST } from './crowded-blocks.js';
import type { Line } from './line.js';
import { lineUp } from './line-up.js';
import { strengthOf } from './strength.js';
import { RELATIONS, type Bystander, type Link, type Suspect } from './suspect.js';
import { surprise } from './surprise.js';
import { tiesOf, type Tie } from './ties.js';

/** In nats. What says less is no tie of its own. */
const WORTH_TELLING = 1;
/** Each number of a crowded block is tied to as many that set out after it. */
const NEXT_IN_BLOCK = 2;

function linkOf(one: Suspect, other: Suspect, { relation, strength }: Pick<Link, 'relation' | 'strength'>): Link {
  const [left, right] = one.callerId < other.callerId ? [one.callerId, other.callerId] : [other.callerId, one.callerId];
  return { left, right, relation, strength };
}

/** A line is spoken for by its first number. */
const firstOf = ({ members }: Line): Suspect => members[0] as Suspect;

function linksOfTie({ left, right, evidence }: Tie, lines: readonly Line[]): Link[] {
  const [one, other] = [firstOf(lines[left] as Line), firstOf(lines[right] as Line)];
  return RELATIONS.flatMap((relation) => {
    const nats = evidence[relation] ?? 0;
    return nats < WORTH_TELLING ? [] : [linkOf(one, other, { relation, strength: strengthOf(nats) })];
  });
}

/** The narrowest block that two numbers share, as an index of `blocks`. */
function narrowest(one: Suspect, other: Suspect): number {
  const level = one.blocks.findIndex((block, at) => block !== undefined && block === other.blocks[at]);
  return level < 0 ? WIDEST : level;
}

/** The numbers of a crowded block, each tied to the next ones: by how unlikely the crowd is, and narrower blocks by more. */
function linksWithin({ members }: Line, suspects: number): Link[] {
  const crowd = surprise(members.length, suspects * SAME_BLOCK_CHANCE);
  return members.flatMap((one, at) => members.slice(at + 1, at + 1 + NEXT_IN_BLOCK).map((other) => {
    const nats = crowd + (WIDEST - narrowest(one, other)) * Math.LN10;
    return linkOf(one, other, { relation: 'range', strength: strengthOf(nats) });
  }));
}

/**
 * What ties suspects together beyond chance. Numbers of a crowded block that are thrown away after a call or two are
 * compared as one, spoken for by the first of them. A pair is tied only where all that is known of it, also what speaks
 * against, makes it likely that the two belong together; then each relation that says something is a link, its strength
 * 1 − e^(−nats / 10). Any order of the suspects gives the same links; a number has at most 24 neighbours, and two before and two after it in a crowded block.
 * Cost: near-linear in suspects and calls, see docs/campaigns.md.
 */
export function linksOf(suspects: readonly Suspect[], bystanders: readonly Bystander[] = []): Link[] {
  const all = lineUp(suspects, bystanders);
  const between = tiesOf(all).flatMap((tie) => linksOfTie(tie, all.lines));
  const within = all.lines.flatMap((line) => linksWithin(line, suspects.length));
  return [...between, ...within];
}
