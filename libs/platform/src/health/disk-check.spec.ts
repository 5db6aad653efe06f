import { statfs } from 'node:fs/promises';
import { freeBytes } from '#platform/process';
import { diskCheck } from './disk-check.js';

jest.mock('node:fs/promises', () => ({ statfs: jest.fn() }));
const disk = jest.mocked(statfs);
const withFree = (blocks: number): void => void disk.mockResolvedValue({ bavail: blocks, bfree: blocks * 2, bsize: 4096 } as never);

describe('the disk', () => {
  it('has the bytes free that ordinary users may use', async () => {
    withFree(1000);
    expect(await freeBytes('/data')).toBe(4_096_000);
    expect(disk).toHaveBeenCalledWith('/data');
  });

  it.each([[32_768, undefined], [32_767, 'less than 128 MiB are free'], [0, 'less than 128 MiB are free'], [10_000_000, undefined]])('with %i blocks of 4 KiB free', async (blocks, fault) => {
    withFree(blocks);
    const { name, check } = diskCheck('/data');
    expect([name, await check()]).toEqual(['disk', fault]);
  });

  it('fails where the folder is gone', async () => {
    disk.mockRejectedValue(Object.assign(new Error('no such folder'), { code: 'ENOENT' }));
    await expect(diskCheck('/data').check()).rejects.toThrow('no such folder');
  });
});
