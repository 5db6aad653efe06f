import { createHash, randomUUID } from 'node:crypto';
import { AppError, type Clock } from '#kernel';
import type { Database, Statement, Transaction } from '#platform/database';
import { Artifacts } from '../app/artifacts.js';

const KEEP: Statement = { name: 'model_artifact_keep', text: 'INSERT INTO model_artifact (id, sha256, bytes, created_ms) VALUES ($1, $2, $3, $4)' };
const READ: Statement = { name: 'model_artifact_read', text: 'SELECT sha256, bytes FROM model_artifact WHERE id = $1' };
const DROP: Statement = { name: 'model_artifact_drop', text: 'DELETE FROM model_artifact WHERE id = $1' };

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Keeps `bytes` inside a transaction; returns their id. */
export async function keepArtifact(tx: Transaction, bytes: Uint8Array, nowMs: number): Promise<string> {
  const id = randomUUID();
  await tx.rows(KEEP, [id, sha256(bytes), asBuffer(bytes), nowMs]);
  return id;
}

/** Artifacts in PostgreSQL, so that any node can serve any version. */
export class PgArtifacts extends Artifacts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  keep(bytes: Uint8Array): Promise<string> {
    return keepArtifact(this.database, bytes, this.clock.now());
  }

  async read(id: string): Promise<Uint8Array> {
    const [row] = await this.database.rows(READ, [id]);
    if (row === undefined) throw new AppError('artifact_unknown', 'not-found', 'the artifact is not there');
    const [expected, bytes] = row as [Buffer, Buffer];
    if (!sha256(bytes).equals(expected)) throw new AppError('artifact_corrupt', 'unavailable', 'the artifact is not what was kept');
    return bytes;
  }

  async drop(id: string): Promise<void> {
    await this.database.rows(DROP, [id]);
  }
}
