import { AppError, type FieldError } from '#kernel';
import { SECTIONS, type Sections, type Setting } from './sections.js';
import { VARIABLES, type Environment } from './variables.js';
import type { Variable } from './variable.js';

/** The whole configuration: read once, checked, frozen. */
export interface Config {
  readonly env: Environment;
  readonly sections: Sections;
  /** The environment it was read from, to be handed to child processes. */
  readonly source: Readonly<Record<string, string | undefined>>;
}

const SECRET = /SECRET|KEY|URL|TOKEN/;

function quoted(name: string, value: string): string {
  return SECRET.test(name) ? `a value of ${value.length} characters` : JSON.stringify(value.slice(0, 80));
}

function readEnvironment(source: Readonly<Record<string, string | undefined>>, faults: FieldError[]): Environment {
  const env: Record<string, unknown> = {};
  for (const [name, variable] of Object.entries<Variable<unknown>>(VARIABLES)) {
    const raw = source[name]?.trim();
    if (raw === undefined || raw === '') {
      env[name] = variable.fallback;
      continue;
    }
    const value = variable.parse(raw);
    if (value === undefined) faults.push({ path: name, message: `got ${quoted(name, raw)}, wants ${variable.wants}` });
    env[name] = value;
  }
  return env as unknown as Environment;
}

function readSetting(given: unknown, setting: Setting): number | undefined {
  if (given === undefined) return setting.fallback;
  if (typeof given !== 'number' || !Number.isFinite(given)) return undefined;
  if (setting.whole && !Number.isInteger(given)) return undefined;
  return given >= setting.min && given <= setting.max ? given : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readSection(name: string, settings: Record<string, Setting>, given: unknown, faults: FieldError[]): Record<string, number> {
  if (given !== undefined && !isObject(given)) faults.push({ path: name, message: 'wants an object' });
  const values = isObject(given) ? given : {};
  for (const key of Object.keys(values)) {
    if (!Object.hasOwn(settings, key)) faults.push({ path: `${name}.${key}`, message: `is not a setting; known are ${Object.keys(settings).join(', ')}` });
  }
  const section: Record<string, number> = {};
  for (const [key, setting] of Object.entries(settings)) {
    const value = readSetting(values[key], setting);
    const kind = setting.whole ? 'a whole number' : 'a number';
    if (value === undefined) {
      faults.push({ path: `${name}.${key}`, message: `got ${JSON.stringify(values[key])}, wants ${kind} from ${setting.min} to ${setting.max}` });
    }
    section[key] = value ?? setting.fallback;
  }
  return section;
}

function readSections(file: unknown, faults: FieldError[]): Sections {
  const values = isObject(file) ? file : {};
  if (!isObject(file)) faults.push({ path: 'CONFIG_FILE', message: 'wants a JSON object' });
  for (const key of Object.keys(values)) {
    if (!Object.hasOwn(SECTIONS, key)) faults.push({ path: key, message: `is not a section; known are ${Object.keys(SECTIONS).join(', ')}` });
  }
  const entries = Object.entries(SECTIONS).map(([name, settings]) => [name, Object.freeze(readSection(name, settings, values[name], faults))]);
  return Object.freeze(Object.fromEntries(entries)) as Sections;
}

/**
 * Checks the environment and the parsed CONFIG_FILE (`{}` where there is none).
 * @throws AppError `config_invalid` naming every bad value, what it got and what it wants.
 */
export function readConfig(source: Readonly<Record<string, string | undefined>>, file: unknown): Config {
  const faults: FieldError[] = [];
  const env = readEnvironment(source, faults);
  const sections = readSections(file, faults);
  if (faults.length > 0) {
    const detail = faults.map((fault) => `${fault.path} ${fault.message}`).join('; ');
    throw new AppError('config_invalid', 'invalid', detail, { errors: faults });
  }
  return Object.freeze({ env: Object.freeze(env), sections, source });
}
