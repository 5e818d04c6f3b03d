import { hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { readChainLine } from './chainLine';
import { firstLine, lastLine, type Trailing, trailingFrom } from './readSegment';
import { DURABLE_APPENDS, type Segment } from './segment';

/** A file that was there, up to the end of its last whole line, and what lies behind that. */
export interface Found {
  readonly segment: Segment;
  readonly trailing: Trailing | null;
}

/** What a file holds is no chain: nothing may be written into it. */
export class ForeignFile extends Error {}

/** Opens a file of a chain. Null: there is none, or an empty one. Throws `ForeignFile` for one that holds something else. */
export async function openSegment(path: string): Promise<Found | null> {
  const handle = await open(path, DURABLE_APPENDS).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (handle === null) return null;
  try {
    const found = await read(path, handle);
    if (found === null) await handle.close();
    return found;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function read(path: string, handle: FileHandle): Promise<Found | null> {
  const stats = await handle.stat();
  if (!stats.isFile()) throw new Error('The file is none that keeps what is written.');
  if (stats.size === 0) return null;
  const header = readChainLine(await firstLine(handle));
  const { last, end } = await lastLine(handle, stats.size);
  const line = readChainLine(last);
  if (header?.chain === undefined || header.file === undefined || line === null)
    throw new ForeignFile('holds something else than a chain of records; move it away.');
  const head = { seq: line.seq, hash: hash('sha256', last, 'hex') };
  const segment = { path, chain: header.chain, file: header.file, handle, size: end, head };
  return { segment, trailing: await trailingFrom(handle, end) };
}
