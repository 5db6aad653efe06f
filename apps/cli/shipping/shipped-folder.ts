import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { ShippedModel } from '#ml';
import type { BuiltModel } from './ship-models.js';

/** What is written beside a model's bytes. */
export type Sheet = Omit<ShippedModel, 'name' | 'artifact'>;

interface Writing {
  readonly folder: string;
  readonly atMs: number;
  /** Only compares. */
  readonly isVerifying: boolean;
}

function existing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Whether the folder holds this very model; when and how fast it was trained does not matter. */
function isThere(folder: string, { name, artifact, passport, profile }: BuiltModel): boolean {
  const bytes = existing(() => readFileSync(join(folder, `${name}.model`)));
  const sheet = existing(() => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Sheet);
  if (bytes === undefined || sheet === undefined) return false;
  const { trainedMs: _, fitSeconds: __, ...known } = sheet.passport;
  const written: unknown = JSON.parse(JSON.stringify({ sha256: sha256(artifact), passport, profile }));
  return bytes.equals(artifact) && isDeepStrictEqual({ ...sheet, passport: known }, written);
}

function write({ name, artifact, passport, profile, fitSeconds }: BuiltModel, { folder, atMs }: Writing): void {
  const sheet: Sheet = { sha256: sha256(artifact), passport: { ...passport, trainedMs: atMs, fitSeconds }, profile };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.model`), artifact);
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(sheet)}\n`);
}

/** Writes the models that the folder does not hold already, so that doing it again changes no byte. */
export function writeShipped(models: readonly BuiltModel[], writing: Writing): readonly { readonly model: BuiltModel; readonly state: 'same' | 'differs' | 'written' }[] {
  return models.map((model) => {
    if (isThere(writing.folder, model)) return { model, state: 'same' };
    if (writing.isVerifying) return { model, state: 'differs' };
    write(model, writing);
    return { model, state: 'written' };
  });
}
