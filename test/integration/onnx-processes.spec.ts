import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logistic } from '../../libs/ml/src/core/onnx/onnx-file.fixture.js';
import { ProcessOnnxRuntime } from '../../libs/ml/src/infra/onnx/process-onnx-runtime.js';
import { endless } from './onnx-endless.fixture.js';
import { ONNX_ENTRY, ONNX_OPTIONS } from './onnx-process-entry.fixture.js';

const asked = { name: 'x', type: 'float32' as const, dims: [1, 1], data: Float32Array.of(1) };
const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

it('a model that never ends does not outlive whoever asked it, killed or not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pas-test-onnx-'));
  writeFileSync(join(folder, 'endless.onnx'), endless);
  const parent = spawn(process.execPath, [join(__dirname, 'onnx-parent.fixture.mjs'), ONNX_ENTRY, JSON.stringify(ONNX_OPTIONS), join(folder, 'endless.onnx')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = (await once(parent.stdout, 'data')) as [Buffer];
  const child = Number(said.toString());
  expect(isAlive(child)).toBe(true);
  parent.kill('SIGKILL');
  while (isAlive(child)) await later();
  rmSync(folder, { recursive: true });
});

it('files are looked at one after the other, and no more than a few wait', async () => {
  const runtime = new ProcessOnnxRuntime({ milliseconds: 60_000, bytes: 2 ** 31 });
  const begun: number[] = [];
  let [most, now] = [0, 0];
  const look = (at: number): Promise<number> => runtime.examine(logistic([1], 0), async ({ run }) => {
    begun.push(at);
    most = Math.max(most, ++now);
    await run([asked], 'p');
    now--;
    return at;
  });
  const looks = [0, 1, 2, 3, 4, 5].map(look);
  const ended = await Promise.allSettled(looks);
  expect(ended.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as { readonly kind: string }).kind))).toEqual([0, 1, 2, 3, 'busy', 'busy']);
  expect([await look(9), begun, most]).toEqual([9, [0, 1, 2, 3, 9], 1]);
});

it('a file that is refused does not hold back the next', async () => {
  const runtime = new ProcessOnnxRuntime({ milliseconds: 60_000, bytes: 2 ** 31 });
  const opset = (file: Uint8Array): Promise<number> => runtime.examine(file, ({ description }) => Promise.resolve(description.opset));
  expect(await Promise.allSettled([opset(Uint8Array.of(1, 2, 3)), opset(logistic([1], 0))])).toMatchObject([{ reason: { kind: 'refused' } }, { value: 17 }]);
});
