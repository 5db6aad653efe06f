import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Set for a run of Jest by `template-folder.mjs`, which also removes it. */
const { TEST_TEMPLATES } = process.env;

/**
 * Fills `folder` with what `make` puts there; made once a run and copied from then on. Two workers may make it at the same
 * moment: whoever is first keeps it, and both have the same.
 */
export async function filledOnce(folder: string, make: (draft: string) => Promise<void>): Promise<void> {
  const templates = TEST_TEMPLATES ?? (await mkdtemp(join(tmpdir(), 'pas-templates-')));
  const template = join(templates, 'cluster');
  if (!existsSync(template)) {
    await mkdir(templates, { recursive: true });
    const draft = await mkdtemp(join(templates, 'draft-'));
    await make(join(draft, 'cluster'));
    await rename(join(draft, 'cluster'), template).catch(() => undefined);
    await rm(draft, { recursive: true, force: true });
  }
  // Not Node's own copy: the files belong to another user where the tests run as root, and must go on doing so.
  await promisify(execFile)('cp', ['-a', template, folder]);
  if (TEST_TEMPLATES === undefined) await rm(templates, { recursive: true, force: true });
}
