import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type ChainLine, type Head, ORIGIN, readChainLine } from './chainLine';

export interface VerifiedChain {
  readonly chain: string;
  files: number;
  lines: number;
  /** `within`: the files before the first one given were not given. */
  readonly begins: 'start' | 'within';
  /** `open`: its process runs, or was stopped before it could write a last line. */
  ends: 'closed' | 'open';
  /** Number and hash of the last line; kept elsewhere, it shows later that no line was taken off the end. */
  head: Head;
}

export interface BrokenLink {
  readonly file: string;
  readonly line: number;
  readonly fault: string;
}

export interface Verified {
  readonly chains: readonly VerifiedChain[];
  /** The first one; nothing behind it was looked at. */
  readonly broken: BrokenLink | null;
}

const NEWLINE = 0x0a;
const OUT_OF_ORDER = 'has another number than the one after the line before: a line is missing, was added or moved.';
const CHANGED = 'does not hold the hash of the line before it: one of the two was changed.';

/** Checks that each line holds the number and hash that follow from the one before, across the files of a chain in their order. */
export function verifyChains(paths: readonly string[]): Verified {
  const chains = new Map<string, VerifiedChain>();
  for (const file of paths) {
    const broken = verifyFile(readFileSync(file), chains);
    if (broken !== null) return { chains: [...chains.values()], broken: { file, ...broken } };
  }
  return { chains: [...chains.values()], broken: null };
}

function verifyFile(bytes: Buffer, chains: Map<string, VerifiedChain>): Omit<BrokenLink, 'file'> | null {
  let chain: VerifiedChain | null = null;
  let line = 0;
  for (const text of linesOf(bytes)) {
    line += 1;
    if (text === null) return { line, fault: 'is not whole: its process was stopped while it wrote, or it was cut.' };
    const read = readChainLine(text);
    if (read === null) return { line, fault: 'is no line of a chain.' };
    if (line > 1 && read.chain !== undefined) return { line, fault: 'begins a file in the middle of one.' };
    chain ??= chainOf(read, chains);
    if (chain === null) return { line, fault: 'begins no file of a chain.' };
    const fault = faultOf(read, chain.head);
    if (fault !== null) return { line, fault };
    follow(chain, { read, head: { seq: read.seq, hash: hash('sha256', text, 'hex') } });
  }
  return null;
}

/** The lines of a file, of which there is one at least; null for one without its end. */
function* linesOf(bytes: Buffer): Generator<Buffer | null> {
  let at = 0;
  do {
    const end = bytes.indexOf(NEWLINE, at);
    yield end < 0 ? null : bytes.subarray(at, end);
    if (end < 0) return;
    at = end + 1;
  } while (at < bytes.length);
}

/** The chain that a file's first line begins or goes on with; null when it does neither. */
function chainOf(
  { chain, file, kind, seq, prev }: ChainLine,
  chains: Map<string, VerifiedChain>,
): VerifiedChain | null {
  if (chain === undefined || file === undefined) return null;
  const known = chains.get(chain);
  const begins = kind === 'begun' ? ('start' as const) : ('within' as const);
  const head = begins === 'start' ? ORIGIN : { seq: seq - 1, hash: prev };
  const found = known ?? { chain, files: 0, lines: 0, begins, ends: 'open', head };
  found.files += 1;
  chains.set(chain, found);
  return found;
}

function faultOf({ seq, prev }: ChainLine, before: Head): string | null {
  if (seq !== before.seq + 1) return OUT_OF_ORDER;
  return prev === before.hash ? null : CHANGED;
}

function follow(chain: VerifiedChain, { read, head }: { readonly read: ChainLine; readonly head: Head }): void {
  chain.lines += 1;
  chain.head = head;
  chain.ends = read.kind === 'closed' ? 'closed' : 'open';
}
