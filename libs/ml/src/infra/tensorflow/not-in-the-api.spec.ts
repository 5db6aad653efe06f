import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '../../../../..');
/** Whatever a module needs to be loaded: `import type` leaves nothing behind. */
const IMPORTS = /(?:^|\n)\s*(?:import|export)\s(?!type\s)[^;'"]*?from\s+'([^']+)'|(?:^|\n)import\s+'([^']+)'/g;
/** As `loadLearning` imports it: once it is called. */
const LOADED_LATER = /import\('([^']+)'\)/g;
const LEARNING = join(ROOT, 'libs/ml/src/infra/tensorflow/learning-networks.ts');

function fileOf(specifier: string, from: string): string | undefined {
  if (specifier.startsWith('.')) return join(dirname(from), specifier).replace(/[.]js$/, '.ts');
  const ours = /^#(platform\/)?([a-z-]+)(\/core)?$/.exec(specifier);
  if (ours === null) return undefined;
  const [, platform, name, core] = ours as unknown as [string, string?, string?, string?];
  return join(ROOT, platform === undefined ? `libs/${name}/src${core ?? ''}/index.ts` : `libs/platform/src/${name}/index.ts`);
}

/** Packages and files that a module's own imports lead to. */
function reached(entry: string, imports = [IMPORTS]): { readonly files: Set<string>; readonly packages: Set<string> } {
  const [files, packages, open] = [new Set<string>(), new Set<string>(), [join(ROOT, entry)]];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (files.has(file)) continue;
    expect(existsSync(file)).toBe(true);
    files.add(file);
    for (const match of imports.flatMap((form) => [...readFileSync(file, 'utf8').matchAll(form)])) {
      const specifier = (match[1] ?? match[2]) as string;
      const ours = fileOf(specifier, file);
      if (ours === undefined) packages.add(specifier);
      else open.push(ours);
    }
  }
  return { files, packages };
}

const tensorFlow = ({ packages }: ReturnType<typeof reached>): string[] => [...packages].filter((name) => name.startsWith('@tensorflow/'));

describe('TensorFlow', () => {
  it.each(['apps/api/main.ts', 'apps/worker/main.ts'])('is not loaded by %s, which serves networks all the same', (entry) => {
    const found = reached(entry);
    expect(tensorFlow(found)).toEqual([]);
    expect([...found.files].filter((file) => file !== LEARNING && /(?:loadLearning|ableToLearn|loadTensorFlow)\(|import\('[^']*(?:tensorflow|tfjs|start-learning)/.test(readFileSync(file, 'utf8')))).toEqual([]);
    expect(found.packages).toContain('@nestjs/core');
    expect(found.files).toContain(join(ROOT, 'libs/ml/src/core/networks/forward.ts'));
  });

  it('is what a training thread can load', () => {
    expect(tensorFlow(reached('libs/ml/src/infra/threads/ml-thread.ts', [IMPORTS, LOADED_LATER]))).toContain('@tensorflow/tfjs-backend-wasm');
  });
});
