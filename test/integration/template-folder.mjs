import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Before a run of Jest: the folder in which its workers share what is made once a run. */
export default function makeTemplateFolder() {
  process.env.TEST_TEMPLATES = mkdtempSync(join(tmpdir(), 'pas-templates-'));
}

/** After it. */
export function removeTemplateFolder() {
  rmSync(process.env.TEST_TEMPLATES, { recursive: true, force: true });
}
