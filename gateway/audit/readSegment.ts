import { hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

/** Bytes that belong to no line. */
export interface Trailing {
  readonly bytes: number;
  readonly sha256: string;
}

const CHUNK_BYTES = 65_536;
const NEWLINE = 0x0a;

/** A file's first line; empty when it is longer than any first line. */
export async function firstLine(handle: FileHandle): Promise<Buffer> {
  const bytes = await readAt(handle, 0, CHUNK_BYTES);
  return bytes.subarray(0, Math.max(bytes.indexOf(NEWLINE), 0));
}

/** The last line that is whole in a file's first so many bytes, and where it ends; read from there in growing parts. */
export async function lastLine(handle: FileHandle, size: number): Promise<{ last: Buffer; end: number }> {
  for (let length = CHUNK_BYTES; ; length *= 4) {
    const from = Math.max(0, size - length);
    const bytes = await readAt(handle, from, size - from);
    const end = bytes.lastIndexOf(NEWLINE);
    const before = end <= 0 ? -1 : bytes.lastIndexOf(NEWLINE, end - 1);
    if (before >= 0 || from === 0) return { last: bytes.subarray(before + 1, Math.max(end, 0)), end: from + end + 1 };
  }
}

/** What lies behind a place; null when nothing does. */
export async function trailingFrom(handle: FileHandle, position: number): Promise<Trailing | null> {
  const { size } = await handle.stat();
  if (size <= position) return null;
  const bytes = await readAt(handle, position, size - position);
  return { bytes: bytes.length, sha256: hash('sha256', bytes, 'hex') };
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}
