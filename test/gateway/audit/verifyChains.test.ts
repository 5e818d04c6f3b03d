import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Head, linked, ORIGIN } from '../../../gateway/audit/chainLine';
import { verifyChains } from '../../../gateway/audit/verifyChains';

const AT = '2026-03-07T12:00:00.000Z';
const CHAIN = '6b5b9fc6-7e1c-4b3c-9a0d-3a0e0a9f8a11';
const OTHER = '0d7a4d0e-55c1-4d9e-8f4e-1d2a9a6a0b77';

function chain(count: number, { id = CHAIN, from = ORIGIN, kind = 'begun', file = 1 } = {}) {
  let head: Head = from;
  const lines = Array.from({ length: count }, (_, at) => {
    const first = `"at":"${AT}","kind":"${kind}","chain":"${id}","file":${file}`;
    const next = linked(head, at === 0 ? first : `"at":"${AT}","kind":"test","text":"${at}"`);
    head = next.head;
    return next.line;
  });
  return { lines, head };
}

describe('verifyChains', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wso-verify-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
  const { lines, head } = chain(6);

  it('counts the lines of a whole chain and tells its head', () => {
    expect(verifyChains([file('whole', text(lines))])).toEqual({
      chains: [{ chain: CHAIN, files: 1, lines: 6, begins: 'start', ends: 'open', head }],
      broken: null,
    });
  });

  const changed = 'does not hold the hash of the line before it: one of the two was changed.';
  const moved = 'has another number than the one after the line before: a line is missing, was added or moved.';
  const notWhole = 'is not whole: its process was stopped while it wrote, or it was cut.';
  const edited = (at: number, to: (line: string) => string) => lines.map((line, i) => (i === at ? to(line) : line));
  it.each<[string, () => string, { line: number; fault: string }]>([
    ['an edited line', () => text(edited(2, (line) => line.replace('test', 'best'))), { line: 4, fault: changed }],
    ['a removed line', () => text(lines.toSpliced(3, 1)), { line: 4, fault: moved }],
    ['a line given twice', () => text(lines.toSpliced(3, 0, lines[2] ?? '')), { line: 4, fault: moved }],
    [
      'two lines that changed places',
      () => text(lines.toSpliced(2, 2, lines[3] ?? '', lines[2] ?? '')),
      { line: 3, fault: moved },
    ],
    [
      'a line cut in the middle',
      () => text(edited(2, (line) => line.slice(0, 90))),
      { line: 3, fault: 'is no line of a chain.' },
    ],
    ['a last line that is cut', () => text(lines).slice(0, -10), { line: 6, fault: notWhole }],
    ['a last line without its end', () => text(lines).slice(0, -1), { line: 6, fault: notWhole }],
    ['a first line that is missing', () => text(lines.slice(1)), { line: 1, fault: 'begins no file of a chain.' }],
    [
      'a renumbered first line',
      () => text(edited(0, (line) => line.replace('"seq":0', '"seq":1'))),
      { line: 1, fault: moved },
    ],
    [
      'another chain in the middle',
      () => text([...lines, ...chain(2, { id: OTHER }).lines]),
      { line: 7, fault: 'begins a file in the middle of one.' },
    ],
    ['an empty line', () => text(['', ...lines]), { line: 1, fault: 'is no line of a chain.' }],
    ['bytes that are no text', () => text(edited(1, () => '\uD800')), { line: 2, fault: 'is no line of a chain.' }],
    ['nothing', () => '', { line: 1, fault: notWhole }],
  ])('finds %s', (_what, content, broken) => {
    const path = file('broken', content());
    expect(verifyChains([path]).broken).toEqual({ file: path, ...broken });
  });

  it('follows several chains over their files in any mixture', () => {
    const next = chain(3, { from: head, kind: 'continued', file: 2 });
    const other = chain(2, { id: OTHER });
    const paths = [file('1', text(lines)), file('other', text(other.lines)), file('2', text(next.lines))];
    expect(verifyChains(paths)).toEqual({
      chains: [
        { chain: CHAIN, files: 2, lines: 9, begins: 'start', ends: 'open', head: next.head },
        { chain: OTHER, files: 1, lines: 2, begins: 'start', ends: 'open', head: other.head },
      ],
      broken: null,
    });
  });

  it('finds a file that was cut at its end by the one that follows', () => {
    const next = chain(3, { from: head, kind: 'continued', file: 2 });
    const paths = [file('1', text(lines.slice(0, -1))), file('2', text(next.lines))];
    expect(verifyChains(paths).broken).toEqual({ file: paths[1], line: 1, fault: moved });
  });
});
