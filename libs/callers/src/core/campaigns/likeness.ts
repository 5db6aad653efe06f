import { ANSWERED } from '#realtime/core';

import type { Line } from './line.js';
import { livesOf, type Life } from './lives.js';
import { mixesOf, type Mix } from './mixes.js';
import type { OperatingClock } from './operating-clock.js';
import { scriptLengthsOf, type ScriptLength } from './script-lengths.js';
import { saidBy, type Said, type SaidEvidence } from './said.js';
import type { Bystander, SuspectCall } from './suspect.js';
import { atWorst } from './trait.js';

const HOUR_MS = 3_600_000;
const HOURS = 24;
/** Calls not picked up, calls the assistant took, and calls a person took by their length. */
const LIMITS_MS = [3_500, 6_500, 10_500, 45_000] as const;
const ENDINGS = 2 + LIMITS_MS.length + 1;

/** What one or more lines are like. */
export interface Likeness {
  readonly lines: number;
  readonly life: Life | undefined;
  readonly hours: Mix;
  readonly endings: Mix;
  readonly script: ScriptLength;
  readonly said: Said;
}

/** In nats. */
export interface LikenessEvidence {
  readonly timing: number;
  readonly sameLength: number;
}

function endingOf({ durationMs, outcome }: SuspectCall): number {
  if (durationMs === undefined) return 0;
  if (outcome !== ANSWERED) return 1;
  const longer = LIMITS_MS.findIndex((limit) => durationMs < limit);
  return 2 + (longer < 0 ? LIMITS_MS.length : longer);
}

function tallied({ calls }: Line, classes: number, classOf: (call: SuspectCall) => number): Float64Array {
  const counts = new Float64Array(classes);
  for (const call of calls) counts[classOf(call)] = (counts[classOf(call)] as number) + 1;
  return counts;
}

const hourOf = ({ atMs }: SuspectCall): number => Math.floor(atMs / HOUR_MS) % HOURS;

/** What lines are like, and how to compare and join them. */
export interface Likenesses {
  readonly of: readonly Likeness[];
  /** What beginning, end and pace of their lives, and the length of a recording, say for the two; below 0 where against. Cheap. */
  agreement(one: Likeness, other: Likeness): LikenessEvidence;
  /** What the hours of the day at which they call, and the ways in which calls end, say against them: never above 0. */
  contradiction(one: Likeness, other: Likeness): LikenessEvidence;
  /** What they were heard to say, for and against. */
  identity(one: Likeness, other: Likeness): SaidEvidence;
  join(one: Likeness, other: Likeness): Likeness;
}

/**
 * What each line is like. Hours and endings speak only against: campaigns of one trade call at the same hours and are hung
 * up on alike, so that to agree in them is no tie. All is measured against the other lines, so a line's likeness has meaning
 * only beside those it was made with.
 */
export function likenessesOf(lines: readonly Line[], clock: OperatingClock, bystanders: readonly Bystander[]): Likenesses {
  const { trait: life, lives } = livesOf(lines, clock, bystanders.map(({ startMs }) => startMs));
  const { trait: hour, mixes: hours } = mixesOf(lines.map((line) => tallied(line, HOURS, hourOf)), HOURS);
  const { trait: ending, mixes: endings } = mixesOf(lines.map((line) => tallied(line, ENDINGS, endingOf)), ENDINGS);
  const { trait: script, scripts } = scriptLengthsOf(lines);
  const said = saidBy(lines, bystanders);
  return {
    of: lines.map((_, at) => ({ lines: 1, life: lives[at], hours: hours[at] as Mix, endings: endings[at] as Mix, script: scripts[at] as ScriptLength, said: said.of[at] as Said })),
    agreement: (one, other) => ({
      timing: one.life !== undefined && other.life !== undefined ? life.evidence(one.life, other.life) : 0,
      sameLength: atWorst(script.evidence(one.script, other.script), Math.min(one.lines, other.lines)),
    }),
    contradiction: (one, other) => {
      const fewer = Math.min(one.lines, other.lines);
      return {
        timing: Math.min(0, atWorst(hour.evidence(one.hours, other.hours), fewer)),
        sameLength: Math.min(0, atWorst(ending.evidence(one.endings, other.endings), fewer)),
      };
    },
    identity: (one, other) => said.evidence(one.said, other.said),
    join: (one, other) => ({
      lines: one.lines + other.lines,
      life: one.life !== undefined && other.life !== undefined ? life.join(one.life, other.life) : one.life ?? other.life,
      hours: hour.join(one.hours, other.hours), endings: ending.join(one.endings, other.endings), script: script.join(one.script, other.script),
      said: said.join(one.said, other.said),
    }),
  };
}
