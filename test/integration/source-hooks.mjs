import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { threadId } from 'node:worker_threads';
import { sourceAliases } from '../../scripts/check/aliases.mjs';

/*
 * `node --import …/source-loader.mjs file.ts` runs our sources as they stand, in a process of their own and without a build.
 * Every training starts threads that load the same hundred files, so what is compiled in a run of Jest is kept until its end.
 */

const ROOT = join(import.meta.dirname, '../..');
const exact = new Map(sourceAliases(ROOT).filter(({ key }) => !key.includes('*')).map(({ key, source }) => [key, source]));
const COMPILE = { swcrc: false, jsc: { target: 'es2023', parser: { syntax: 'typescript', decorators: true }, transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false } }, module: { type: 'es6' } };

const { TEST_TEMPLATES } = process.env;
const KEPT = TEST_TEMPLATES && join(TEST_TEMPLATES, 'sources');

async function compile(filename, source) {
  // Loaded where there is something to compile: by itself it takes longer than all that a thread of ours does.
  const { transform } = await import('@swc/core');
  const { code } = await transform(source, { ...COMPILE, filename });
  return code;
}

async function compiled(filename) {
  const source = await readFile(filename, 'utf8');
  if (!KEPT) return compile(filename, source);
  const kept = join(KEPT, createHash('sha256').update(`${filename}\0${source}`).digest('hex'));
  return readFile(kept, 'utf8').catch(async () => {
    const code = await compile(filename, source);
    const draft = `${kept}.${process.pid}.${threadId}`;
    await mkdir(KEPT, { recursive: true });
    await writeFile(draft, code);
    // Others read it meanwhile: it is there whole or not at all.
    await rename(draft, kept);
    return code;
  });
}

export async function resolve(specifier, context, next) {
  const source = exact.get(specifier);
  if (source !== undefined) return { url: pathToFileURL(join(ROOT, source)).href, shortCircuit: true };
  const isOurs = context.parentURL?.endsWith('.ts') && /^[.]{1,2}\/.*[.]js$/.test(specifier);
  return next(isOurs ? specifier.replace(/[.]js$/, '.ts') : specifier, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  return { format: 'module', source: await compiled(fileURLToPath(url)), shortCircuit: true };
}
