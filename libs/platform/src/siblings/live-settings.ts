import type { Clock } from '#kernel';
import { VARIABLES, type Environment } from '#platform/config';
import { KeptAnswers } from './kept-answers.js';
import type { SiblingClient } from './sibling-client.js';

/** What may change while a process runs; everything else is read once, when it starts. */
export const LIVE_SETTINGS = ['MAX_FALSE_BLOCK_RATE', 'DISPUTE_DEADLINE_DAYS'] as const;
export type LiveSetting = (typeof LIVE_SETTINGS)[number];

/** Flags, and what holds where nobody says anything: `USER_PREFERENCES` false leaves what User Management says unused. */
export const FLAGS = { USER_PREFERENCES: true } as const;
export type Flag = keyof typeof FLAGS;

interface Told {
  readonly settings: ReadonlyMap<string, number>;
  readonly flags: ReadonlyMap<string, boolean>;
}

/** The settings of the moment: what the Configuration Service says, within the bounds of the variable of that name, over the environment. Never waits. */
export class LiveSettings {
  private readonly answers: KeptAnswers<Told> | undefined;

  constructor(private readonly env: Environment, service: { readonly client: SiblingClient; readonly path: string } | undefined, clock: Clock) {
    this.answers = service && new KeptAnswers(async () => toldBy(await service.client.get(service.path)), clock, 1);
    // So that the first call finds it known.
    this.answers?.read('');
  }

  value(name: LiveSetting): number {
    return this.answers?.read('')?.settings.get(name) ?? this.env[name];
  }

  flag(name: Flag): boolean {
    return this.answers?.read('')?.flags.get(name) ?? FLAGS[name];
  }
}

/** What of an answer can be used: known names with values that the variable itself would take. */
function toldBy(answer: unknown): Told {
  const { settings, flags } = objectOf(answer);
  const [numbers, switches] = [objectOf(settings), objectOf(flags)];
  return {
    settings: new Map(LIVE_SETTINGS.flatMap((name): [string, number][] => {
      const value = typeof numbers[name] === 'number' ? VARIABLES[name].parse(String(numbers[name])) : undefined;
      return value === undefined ? [] : [[name, value]];
    })),
    flags: new Map(Object.keys(FLAGS).flatMap((name): [string, boolean][] => (typeof switches[name] === 'boolean' ? [[name, switches[name]]] : []))),
  };
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
