import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformFile } from '@swc/core';
import { sourceAliases } from '../../scripts/check/aliases.mjs';

/* `node --import …/source-loader.mjs file.ts` runs our sources as they stand, in a process of their own and without a build. */

const ROOT = join(import.meta.dirname, '../..');
const exact = new Map(sourceAliases(ROOT).filter(({ key }) => !key.includes('*')).map(({ key, source }) => [key, source]));
const COMPILE = { swcrc: false, jsc: { target: 'es2023', parser: { syntax: 'typescript', decorators: true }, transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false } }, module: { type: 'es6' } };

export async function resolve(specifier, context, next) {
  const source = exact.get(specifier);
  if (source !== undefined) return { url: pathToFileURL(join(ROOT, source)).href, shortCircuit: true };
  const isOurs = context.parentURL?.endsWith('.ts') && /^[.]{1,2}\/.*[.]js$/.test(specifier);
  return next(isOurs ? specifier.replace(/[.]js$/, '.ts') : specifier, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const { code } = await transformFile(fileURLToPath(url), COMPILE);
  return { format: 'module', source: code, shortCircuit: true };
}
