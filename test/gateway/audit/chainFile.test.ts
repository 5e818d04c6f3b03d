import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChainFile } from '../../../gateway/audit/chainFile';
import { verifyChains } from '../../../gateway/audit/verifyChains';

const AT = '2026-03-07T12:00:00.000Z';
const member = (text: string): string => `"at":"${AT}","kind":"test","text":"${text}"`;

describe('ChainFile', () => {
  let folder: string;
  let path: string;
  let changes: string[];
  const opened: ChainFile[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wso-chain-'));
    path = join(folder, 'audit.jsonl');
    changes = [];
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((file) => file.close()));
    rmSync(folder, { recursive: true, force: true });
  });

  const open = async (maxBytes = 1_000_000): Promise<ChainFile> => {
    const file = await ChainFile.open({
      path,
      maxBytes,
      now: () => new Date(AT),
      patienceMs: 500,
      expected: () => 0,
      flushed: () => undefined,
      changed: (fault) => changes.push(fault instanceof Error ? fault.message : 'recovered'),
    });
    opened.push(file);
    return file;
  };
  const closed = async (file: ChainFile): Promise<void> => {
    opened.splice(opened.indexOf(file), 1);
    await file.close();
  };
  const lines = (name = path): readonly Readonly<Record<string, unknown>>[] =>
    readFileSync(name, 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const kinds = (name = path) => lines(name).map(({ kind }) => kind);
  const until = async (isSo: () => boolean): Promise<void> => {
    for (let at = 0; at < 200 && !isSo(); at += 1) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(isSo()).toBe(true);
  };

  it('holds every line in the file when its promise resolves', async () => {
    const file = await open();
    await file.append(member('a'));
    expect(lines().at(-1)).toMatchObject({ seq: 1, kind: 'test', text: 'a' });
    expect(verifyChains([path])).toMatchObject({ broken: null, chains: [{ lines: 2, begins: 'start', ends: 'open' }] });
  });

  it('ends with a line that says so, and goes on after it', async () => {
    const first = await open();
    await first.append(member('a'));
    await closed(first);
    expect(verifyChains([path]).chains).toMatchObject([{ ends: 'closed' }]);
    const second = await open();
    await second.append(member('b'));
    expect(kinds()).toEqual(['begun', 'test', 'closed', 'resumed', 'test']);
    expect(verifyChains([path]).broken).toBeNull();
  });

  it('refuses lines once it is closed', async () => {
    const file = await open();
    await closed(file);
    await expect(file.append(member('late'))).rejects.toThrow('The file cannot be written.');
  });

  it('cuts a torn last line and records how much it was', async () => {
    const first = await open();
    await first.append(member('a'));
    await closed(first);
    appendFileSync(path, '{"seq":3,"prev":"torn');
    expect(verifyChains([path]).broken).toMatchObject({ line: 4, fault: expect.stringContaining('is not whole') });
    await open();
    expect(lines().at(-1)).toMatchObject({
      kind: 'resumed',
      cut: { bytes: 21, sha256: expect.stringMatching(/^\w{64}$/) },
    });
    expect(verifyChains([path]).broken).toBeNull();
  });

  it('goes on where the last line is longer than one read', async () => {
    const first = await open();
    await first.append(member('x'.repeat(200_000)));
    await closed(first);
    truncateSync(path, readFileSync(path).lastIndexOf('\n', -2) + 1);
    await open();
    expect(kinds()).toEqual(['begun', 'test', 'resumed']);
    expect(verifyChains([path]).broken).toBeNull();
  });

  it('is written by one holder alone', async () => {
    const first = await open();
    await expect(open()).rejects.toThrow('is written by another process; give each a file of its own.');
    await closed(first);
    await expect(open()).resolves.toBeInstanceOf(ChainFile);
  });

  it.each([
    ['a text', 'something of value\n'],
    ['a text without an end', 'x'],
    ['other JSON', '{"a":1}\n'],
  ])('leaves %s in its place as it is', async (_what, text) => {
    writeFileSync(path, text);
    await expect(open()).rejects.toThrow('holds something else than a chain of records; move it away.');
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('is followed by another file when it is full, and the chain goes on', async () => {
    const file = await open(2000);
    for (let at = 0; at < 60; at += 1) await file.append(member(String(at)));
    const kept = readdirSync(folder)
      .filter((name) => name.startsWith('audit.jsonl.') && !name.includes('lock'))
      .sort();
    expect(kept.length).toBeGreaterThan(3);
    expect(kept[0]).toMatch(/^audit\.jsonl\.[0-9a-f-]{36}\.000001$/);
    const files = [...kept.map((name) => join(folder, name)), path];
    expect(verifyChains(files)).toMatchObject({ broken: null, chains: [{ files: files.length, begins: 'start' }] });
    expect(files.flatMap((name) => lines(name)).flatMap(({ text }) => (text === undefined ? [] : [text]))).toEqual(
      Array.from({ length: 60 }, (_, at) => String(at)),
    );
    expect(verifyChains(files.slice(1))).toMatchObject({ broken: null, chains: [{ begins: 'within' }] });
    expect(verifyChains([...files.slice(0, 1), ...files.slice(2)]).broken).toMatchObject({ file: files[2], line: 1 });
  });

  it.each([
    ['after the full file was renamed', true],
    ['before it', false],
  ])('goes on when the process was stopped between two files, %s', async (_when, isRenamed) => {
    const first = await open(400);
    await first.append(member('a'));
    await first.append(member('b'));
    await closed(first);
    const [full = ''] = readdirSync(folder).filter((name) => name.endsWith('.000001'));
    renameSync(path, `${path}.next`);
    truncateSync(`${path}.next`, readFileSync(`${path}.next`).indexOf('\n') + 1);
    if (!isRenamed) renameSync(join(folder, full), path);
    await (await open()).append(member('c'));
    const files = isRenamed ? [join(folder, full), path] : [path];
    expect(verifyChains(files)).toMatchObject({ broken: null, chains: [{ files: files.length }] });
    expect(readdirSync(folder)).not.toContain('audit.jsonl.next');
  });

  it('writes nothing after its folder was removed, and goes on in a new file when that is back', async () => {
    const file = await open();
    await file.append(member('a'));
    rmSync(folder, { recursive: true });
    await expect(Promise.all([file.append(member('b')), file.append(member('c'))])).rejects.toThrow(
      'The file was removed.',
    );
    await expect(file.append(member('d'))).rejects.toThrow('The file cannot be written.');
    expect(file.isWritable).toBe(false);
    mkdirSync(folder);
    await until(() => file.isWritable);
    await file.append(member('e'));
    expect(lines()).toMatchObject([
      { seq: 2, kind: 'continued', file: 2, withheld: 3 },
      { seq: 3, text: 'e' },
    ]);
    expect(changes).toEqual(['The file was removed.', 'recovered']);
    expect(verifyChains([path])).toMatchObject({ broken: null, chains: [{ begins: 'within' }] });
  });

  it('notices that somebody else wrote, cuts that off and says so', async () => {
    const file = await open();
    await file.append(member('a'));
    appendFileSync(path, '{"forged":true}\n');
    await expect(file.append(member('b'))).rejects.toThrow('Somebody else wrote into the file.');
    await until(() => file.isWritable);
    await file.append(member('c'));
    expect(lines()).toMatchObject([
      { kind: 'begun' },
      { text: 'a' },
      { kind: 'resumed', withheld: 1, cut: { bytes: expect.any(Number) } },
      { text: 'c' },
    ]);
    expect(verifyChains([path]).broken).toBeNull();
  });

  it('stays shut while acknowledged lines are missing', async () => {
    const file = await open();
    await file.append(member('a'));
    truncateSync(path, readFileSync(path).indexOf('\n') + 1);
    await expect(file.append(member('b'))).rejects.toThrow('Somebody else wrote into the file.');
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(file.isWritable).toBe(false);
  });

  it('begins shut where nothing keeps what is written', async () => {
    path = '/dev/full';
    const file = await open();
    await expect(file.append(member('a'))).rejects.toThrow('The file cannot be written.');
    expect(changes).toHaveLength(1);
  });
});
