import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Artifacts } from '../app/artifacts.js';

const DIGEST_BYTES = 32;

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** Keeps what was read once in a folder too, so that a restart does not fetch it again. Each file carries its digest; a damaged one is passed over. */
export class DiskArtifacts extends Artifacts {
  constructor(
    private readonly origin: Artifacts,
    private readonly folder: string,
  ) {
    super();
  }

  keep(bytes: Uint8Array): Promise<string> {
    return this.origin.keep(bytes);
  }

  async read(id: string): Promise<Uint8Array> {
    const cached = await this.cached(id);
    if (cached !== undefined) return cached;
    const bytes = await this.origin.read(id);
    // A cache that cannot be written must not keep a model from being served.
    await this.store(id, bytes).catch(() => undefined);
    return bytes;
  }

  async drop(id: string): Promise<void> {
    await this.origin.drop(id);
    await rm(this.file(id), { force: true });
  }

  private file(id: string): string {
    return join(this.folder, `${id}.model`);
  }

  private async cached(id: string): Promise<Uint8Array | undefined> {
    const stored = await readFile(this.file(id)).catch(() => undefined);
    if (stored === undefined) return undefined;
    const bytes = stored.subarray(DIGEST_BYTES);
    return sha256(bytes).equals(stored.subarray(0, DIGEST_BYTES)) ? bytes : undefined;
  }

  /** Under another name first: nobody ever reads half a file. */
  private async store(id: string, bytes: Uint8Array): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    const draft = join(this.folder, `.${id}-${randomUUID()}`);
    await writeFile(draft, [sha256(bytes), bytes]);
    await rename(draft, this.file(id));
  }
}
