import { constants, fstatSync } from 'node:fs';
import { type FileHandle, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Head, linked } from './chainLine';

/** One file of a chain, open for appending. */
export interface Segment {
  readonly path: string;
  readonly chain: string;
  /** Its number among the chain's files, from 1. */
  readonly file: number;
  readonly handle: FileHandle;
  /** Bytes and head of what is durable; the rest of the file is nobody's. */
  readonly size: number;
  readonly head: Head;
}

type Header = Pick<Segment, 'path' | 'chain' | 'file' | 'head'> & { readonly members: string };

const { O_APPEND, O_CREAT, O_DSYNC, O_EXCL, O_RDWR } = constants;
/** What is written is durable when the write has ended: one way through the thread pool, not two. */
export const DURABLE_APPENDS = O_RDWR | O_APPEND | O_DSYNC;
const NEW_FILE = DURABLE_APPENDS | O_CREAT | O_EXCL;
/** Only the owner reads what was read by whom. */
const MODE = 0o600;

/** Appends lines and answers when they are durable. Throws when they are not, or when somebody else wrote or removed the file. */
export async function appended(
  segment: Segment,
  { text, head }: { readonly text: string; readonly head: Head },
): Promise<Segment> {
  const bytes = Buffer.from(text);
  await segment.handle.appendFile(bytes);
  const size = segment.size + bytes.length;
  // A removed file takes all that is written; on the spot, for the answer costs less than a turn of the thread pool.
  const found = fstatSync(segment.handle.fd);
  if (found.nlink === 0) throw new Error('The file was removed.');
  if (found.size !== size) throw new Error('Somebody else wrote into the file.');
  return { ...segment, size, head };
}

/** Begins a file. It gets its name when its first line is durable, so that a named one is never without. */
export async function createSegment({ path, chain, file, head, members }: Header): Promise<Segment> {
  const handle = await open(nextOf(path), NEW_FILE, MODE);
  try {
    const { line, head: after } = linked(head, members);
    const segment = { path, chain, file, handle, size: 0, head };
    return await appended(segment, { text: `${line}\n`, head: after });
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Gives a file that `createSegment` made its name. */
export async function named(segment: Segment): Promise<void> {
  await rename(nextOf(segment.path), segment.path);
  await syncFolder(segment.path);
}

/** Where a file waits for its name. */
export function nextOf(path: string): string {
  return `${path}.next`;
}

/** Makes the names in the file's folder durable. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
