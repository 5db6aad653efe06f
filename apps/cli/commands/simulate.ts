import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';

import { AppError } from '#kernel';
import { simulate, type SimulatedCall, type SimulationOptions } from '#simulation';

const OPTIONS = {
  users: { type: 'string' },
  days: { type: 'string' },
  seed: { type: 'string' },
  start: { type: 'string' },
  truth: { type: 'string' },
} as const;
const DEFAULTS = { users: '500', days: '14', seed: '7', start: '2026-11-01' };
const MOST = { users: 1_000_000, days: 3_660, seed: 0xffffffff };
const ZONE = '+08:00';
const CHUNK_CHARACTERS = 65_536;

type Flags = typeof DEFAULTS & { readonly truth?: string };

/** Lines gathered into chunks; a chunk waits until the stream has taken the one before. */
class LineSink {
  private pending = '';

  constructor(private readonly stream: Writable) {
    // A failed write tells its own callback; without a listener the stream would end the process first.
    stream.on('error', () => undefined);
  }

  /** Adds a line; true where enough have gathered and `flush` is due. */
  add(line: string): boolean {
    this.pending += `${line}\n`;
    return this.pending.length >= CHUNK_CHARACTERS;
  }

  async flush(): Promise<void> {
    const chunk = this.pending;
    this.pending = '';
    await new Promise<void>((resolve, reject) => {
      this.stream.write(chunk, (error) => (error ? reject(error) : resolve()));
    });
  }
}

function invalid(flag: string, got: string, wanted: string): AppError {
  return new AppError('argument_invalid', 'invalid', `${flag} got ${got}, it wants ${wanted}`);
}

function flagsOf(args: readonly string[]): Flags {
  const { tokens } = parseArgs({ args: [...args], options: OPTIONS, strict: false, allowPositionals: true, tokens: true });
  const given: Record<string, string> = {};
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    const name = token.kind === 'positional' ? token.value : token.rawName;
    if (token.kind === 'positional' || !Object.hasOwn(OPTIONS, token.name)) {
      const known = Object.keys(OPTIONS).map((option) => `--${option}`).join(', ');
      throw new AppError('argument_invalid', 'invalid', `${name} is unknown; simulate takes ${known}`);
    }
    if (token.value === undefined || token.value === '') throw invalid(name, 'nothing', 'a value');
    given[token.name] = token.value;
  }
  return { ...DEFAULTS, ...given };
}

function wholeNumber(flag: keyof typeof MOST, text: string, lowest: number): number {
  const value = Number(text);
  if (/^\d{1,10}$/.test(text) && value >= lowest && value <= MOST[flag]) return value;
  throw invalid(`--${flag}`, text, `a whole number from ${lowest} to ${MOST[flag]}`);
}

function midnightOf(text: string): number {
  const utcMs = /^2\d{3}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  const exists = !Number.isNaN(utcMs) && new Date(utcMs).toISOString().startsWith(text);
  if (!exists) throw invalid('--start', text, 'a date such as 2026-11-01, from 2000-01-01 to 2999-12-31');
  return Date.parse(`${text}T00:00:00${ZONE}`);
}

function optionsOf(flags: Flags): SimulationOptions {
  return {
    users: wholeNumber('users', flags.users, 1),
    days: wholeNumber('days', flags.days, 1),
    seed: wholeNumber('seed', flags.seed, 0),
    startMs: midnightOf(flags.start),
  };
}

async function openTruth(path: string | undefined): Promise<Writable | undefined> {
  if (path === undefined) return undefined;
  const stream = createWriteStream(path);
  await new Promise<void>((resolve, reject) => {
    stream.once('open', () => resolve());
    stream.once('error', (error: NodeJS.ErrnoException) => {
      reject(invalid('--truth', path, `a file that can be written (${error.code ?? error.message})`));
    });
  });
  return stream;
}

function truthLine({ event, truth }: SimulatedCall): string {
  return JSON.stringify({ id: event.id, spam: truth.spam, kind: truth.kind, campaign: truth.campaign, category: truth.category });
}

async function writeAll(options: SimulationOptions, events: LineSink, truths: LineSink | undefined): Promise<void> {
  for (const item of simulate(options)) {
    if (item.kind !== 'call') continue;
    if (truths?.add(truthLine(item))) await truths.flush();
    if (events.add(JSON.stringify(item.event))) await events.flush();
  }
  await truths?.flush();
  await events.flush();
}

function readerLeft(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}

/**
 * `simulate --users 500 --days 14 --seed 7 [--start 2026-11-01] [--truth truth.ndjson]`: one event a line on stdout, what
 * each really was in the truth file. The same flags give the same bytes. Ends quietly where the reader of stdout leaves.
 */
export async function simulateCommand(args: readonly string[]): Promise<void> {
  const flags = flagsOf(args);
  const options = optionsOf(flags);
  const truth = await openTruth(flags.truth);
  try {
    await writeAll(options, new LineSink(process.stdout), truth === undefined ? undefined : new LineSink(truth));
  } catch (error) {
    if (!readerLeft(error)) throw error;
  } finally {
    truth?.end();
    if (truth !== undefined) await finished(truth);
  }
}
