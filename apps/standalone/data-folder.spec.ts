import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFolder } from './data-folder.js';

const MIB = 1_048_576;
const plenty = (): Promise<number> => Promise.resolve(1024 * MIB);

let place: string;

beforeEach(() => {
  place = realpathSync(mkdtempSync(join(tmpdir(), 'data-folder-')));
});

afterEach(() => rmSync(place, { recursive: true, force: true }));

describe('the data folder', () => {
  it('is made, with the folders above it', async () => {
    const folder = join(place, 'a', 'b');
    expect(await dataFolder(folder, plenty)).toBe(folder);
    expect(await dataFolder(folder, plenty)).toBe(folder);
  });

  it('needs 256 MiB of room', async () => {
    expect(await dataFolder(place, () => Promise.resolve(256 * MIB))).toBe(place);
    await expect(dataFolder(place, () => Promise.resolve(256 * MIB - 1))).rejects.toMatchObject({
      code: 'data_dir_unusable', detail: `DATA_DIR ${place} cannot be used: the disk is full, 255 MiB are free and 256 are needed`,
    });
  });

  it.each([
    ['is a file', () => writeFileSync(join(place, 'data'), ''), 'data', 'it is a file'],
    ['lies below a file', () => writeFileSync(join(place, 'file'), ''), 'file/data', 'part of the path is a file'],
  ])('says so where it %s', async (_what, prepare, name, reason) => {
    prepare();
    await expect(dataFolder(join(place, name), plenty)).rejects.toMatchObject({ code: 'data_dir_unusable', detail: `DATA_DIR ${join(place, name)} cannot be used: ${reason}` });
  });

  it('gives up where no folder can be made, as in /proc', async () => {
    await expect(dataFolder('/proc/self/data', plenty)).rejects.toMatchObject({ code: 'data_dir_unusable', detail: expect.stringMatching(/^DATA_DIR \/proc\/self\/data cannot be used: /) });
  });
});
