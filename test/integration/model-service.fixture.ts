import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bearer, bootApi, bootWorker, settingsFor, type BootedApp } from './booted-app.fixture.js';
import { TestServer, type TestDatabase } from './postgres.fixture.js';

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

const POLL_MS = 50;

/** A database, an API and a worker that trains, all of its own. */
export class ModelService {
  private constructor(
    readonly api: BootedApp,
    readonly worker: BootedApp,
    private readonly server: TestServer,
    private readonly folder: string,
    readonly db: TestDatabase,
  ) {}

  static async start(variables: Readonly<Record<string, string>> = {}): Promise<ModelService> {
    const server = await TestServer.start();
    const folder = mkdtempSync(join(tmpdir(), 'pas-test-models-'));
    const db = await server.migrated();
    const settings = settingsFor(db.url, { ML_MODEL_PATH: folder, ...variables });
    const worker = await bootWorker(settings);
    return new ModelService(await bootApi(settings), worker, server, folder, db);
  }

  /** What the worker logged, a JSON line each. */
  get workerLines(): readonly string[] {
    return this.worker.lines;
  }

  async stop(): Promise<void> {
    await this.api.stop();
    await this.worker.stop();
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async ask<T>(method: string, path: string, body?: unknown, role: 'admin' | 'system' | 'moderator' | 'user' = 'admin'): Promise<Answer<T>> {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await fetch(`${this.api.origin}${path}`, { method, headers: { ...(await bearer(role)), ...json }, ...(body !== undefined && { body: JSON.stringify(body) }) });
    return { status: answer.status, body: (await answer.json()) as T };
  }

  /** How a job stands once it has ended. */
  async ended<Job extends { readonly state: string }>(jobId: string): Promise<Job> {
    for (;;) {
      const { body } = await this.ask<Job>('GET', `/api/jobs/${jobId}`);
      if (body.state !== 'queued' && body.state !== 'running') return body;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
}
