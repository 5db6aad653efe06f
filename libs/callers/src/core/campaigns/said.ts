import type { Line } from './line.js';
import { heardFrom, namesTrait, type Heard, type Usual } from './names.js';
import type { Bystander, Suspect } from './suspect.js';

/** What one or more lines were heard to say. */
export interface Said {
  readonly script: Heard;
  readonly callback: Heard;
}

/** In nats. */
export interface SaidEvidence {
  readonly script: number;
  readonly callback: number;
}

/** What lines say, and how to compare and join it. */
export interface SaidByAll {
  readonly of: readonly Said[];
  evidence(one: Said, other: Said): SaidEvidence;
  join(one: Said, other: Said): Said;
}

type NamesOf = (one: Pick<Suspect, 'scripts' | 'callbacks'>) => readonly string[];

export const scriptsOf: NamesOf = ({ scripts }) => scripts.map(String);
export const callbacksOf: NamesOf = ({ callbacks }) => callbacks;

function countsOf(all: readonly (readonly string[])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const names of all) for (const name of new Set(names)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function usualOf(lines: readonly Line[], bystanders: readonly Bystander[], namesOf: NamesOf): Usual {
  const others = bystanders.map(namesOf).filter((names) => names.length > 0);
  return { bearers: countsOf(lines.flatMap(({ members }) => members.map(namesOf))), bystanders: countsOf(others), bystandersHeard: others.length };
}

/** How far each script may be another one misheard, by both. */
function doubts(lines: readonly Line[]): ReadonlyMap<string, number> {
  const known = new Map<string, number>();
  for (const { members } of lines) for (const { kin } of members) for (const { script, other, doubt } of kin ?? []) known.set(`${script} ${other}`, doubt).set(`${other} ${script}`, doubt);
  return known;
}

/** What each line was heard to say: its scripts and the numbers it wants to be called back at. */
export function saidBy(lines: readonly Line[], bystanders: readonly Bystander[]): SaidByAll {
  const misheard = doubts(lines);
  const [scripts, callbacks] = [usualOf(lines, bystanders, scriptsOf), usualOf(lines, bystanders, callbacksOf)];
  const script = namesTrait(scripts, (one, other) => misheard.get(`${one} ${other}`) ?? 0);
  const callback = namesTrait(callbacks);
  return {
    of: lines.map(({ members }) => ({ script: heardFrom(members.map(scriptsOf), scripts.bearers), callback: heardFrom(members.map(callbacksOf), callbacks.bearers) })),
    evidence: (one, other) => ({ script: script.evidence(one.script, other.script), callback: callback.evidence(one.callback, other.callback) }),
    join: (one, other) => ({ script: script.join(one.script, other.script), callback: callback.join(one.callback, other.callback) }),
  };
}
