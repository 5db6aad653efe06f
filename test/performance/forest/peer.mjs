import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const PYTHONS = ['/usr/bin/python3', 'python3'];
const SCRIPT = join(import.meta.dirname, 'peer.py');
const ONE_THREAD = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };

function findPython() {
  const asked = PYTHONS.map((python) => ({ python, ...spawnSync(python, ['-c', 'import sklearn; print(sklearn.__version__)'], { encoding: 'utf8' }) }));
  return asked.find(({ status }) => status === 0);
}

const bytesOf = (values) => Buffer.from(values.buffer, values.byteOffset, values.byteLength);

/** scikit-learn in a process of its own, one job at a time; sets reach it through a folder that goes with it. */
export class Peer {
  #folder = mkdtempSync(join(tmpdir(), 'bench-forest-'));
  #files = new Map();
  #process;
  #answers;

  /** Undefined where no Python here has scikit-learn. */
  static start() {
    const found = findPython();
    return found && new Peer(found.python, found.stdout.trim());
  }

  constructor(python, version) {
    this.version = version;
    this.#process = spawn(python, [SCRIPT], { env: { ...process.env, ...ONE_THREAD }, stdio: ['pipe', 'pipe', 'inherit'] });
    this.#process.stdin.on('error', () => undefined);
    this.#answers = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  /** As `measureOurs`. @throws Error where the process ends without an answer */
  async measure({ set, model, splits, seeds }) {
    const job = {
      ...this.#filesOf(set), columns: set.features.columns, model: model.name, trees: model.hyperparameters.trees ?? null, seeds,
      splits: splits.map(({ train, test }) => ({ train: Array.from(train), test: Array.from(test) })),
    };
    this.#process.stdin.write(`${JSON.stringify(job)}\n`);
    const { value, done } = await this.#answers.next();
    if (done) throw new Error(`scikit-learn ended over ${model.name} on ${set.name}`);
    const answer = JSON.parse(value);
    return { ...answer, scores: answer.scores.map((ofSeed) => ofSeed.map((scores) => Float64Array.from(scores))) };
  }

  stop() {
    this.#process.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #filesOf(set) {
    if (this.#files.has(set.name)) return this.#files.get(set.name);
    const paths = { features: join(this.#folder, `${set.name}.features`), labels: join(this.#folder, `${set.name}.labels`) };
    writeFileSync(paths.features, bytesOf(set.features.values));
    writeFileSync(paths.labels, bytesOf(set.labels));
    this.#files.set(set.name, paths);
    return paths;
  }
}
