import { constants, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { type FileHandle, open as openFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import { ChainFile } from '../../../gateway/audit/chainFile';
import { verifyChains } from '../../../gateway/audit/verifyChains';

const LINE = '"at":"2026-03-02T15:00:00.000Z","kind":"test"';

describe('the writes of a chain’s file', () => {
  let folder: string;
  let file: ChainFile;
  let expected: number;
  let flushes: number[];
  const open = async (): Promise<void> => {
    file = await ChainFile.open({
      path: join(folder, 'audit.jsonl'),
      maxBytes: 1_000_000,
      now: () => new Date('2026-03-02T15:00:00.000Z'),
      patienceMs: 500,
      expected: () => expected,
      flushed: (lines) => flushes.push(lines),
      changed: () => undefined,
    });
  };
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'wso-chain-'));
    [expected, flushes] = [0, []];
    await open();
  });
  afterEach(async () => {
    await file.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('make lines that wait together durable at once', async () => {
    await Promise.all(Array.from({ length: 100 }, () => file.append(LINE)));
    expect(flushes).toEqual([100]);
  });

  it('wait for a line that may come soon', async () => {
    expected = 2;
    const first = file.append(LINE);
    // By then the first would be under way alone.
    for (let turns = 0; turns < 3; turns += 1) await turn();
    await Promise.all([first, file.append(LINE)]);
    expect(flushes).toEqual([2]);
  });

  it('do not wait for a line that does not come', async () => {
    expected = 2;
    await file.append(LINE);
    expect(flushes).toEqual([1]);
  });

  it('are given up when the disk does not answer, and what it wrote late is cut', async () => {
    const probe = await openFile(folder, 'r');
    const handles: FileHandle = Object.getPrototypeOf(probe);
    await probe.close();
    const { appendFile } = handles;
    let answer = (): void => undefined;
    const answers = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const slow = jest.spyOn(handles, 'appendFile').mockImplementationOnce(async function (this: FileHandle, ...given) {
      await answers;
      return appendFile.apply(this, given);
    });
    await expect(file.append(LINE)).rejects.toThrow('The disk does not answer.');
    expect(file.isWritable).toBe(false);
    answer();
    await until(() => file.isWritable);
    slow.mockRestore();
    await file.append(LINE);
    expect(verifyChains([join(folder, 'audit.jsonl')])).toMatchObject({ broken: null });
  });

  it('are durable when they end, in a new file and in one that is opened again', async () => {
    expect(flagsOf(join(folder, 'audit.jsonl')) & constants.O_DSYNC).toBe(constants.O_DSYNC);
    await file.close();
    await open();
    expect(flagsOf(join(folder, 'audit.jsonl')) & constants.O_DSYNC).toBe(constants.O_DSYNC);
  });
});

async function until(isSo: () => boolean): Promise<void> {
  for (let at = 0; at < 200 && !isSo(); at += 1) await pause(20);
  expect(isSo()).toBe(true);
}

/** The flags by which this process has a file open, as Linux tells them. */
function flagsOf(path: string): number {
  const links = readdirSync('/proc/self/fd').map((fd) => [fd, linkOf(fd)] as const);
  const [fd] = links.find(([, link]) => link === path) ?? [];
  return Number.parseInt(/^flags:\s+(\d+)$/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))?.[1] ?? '0', 8);
}

/** One that was closed meanwhile has none. */
function linkOf(fd: string): string | null {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return null;
  }
}
