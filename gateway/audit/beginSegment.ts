import { hash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { linked, ORIGIN } from './chainLine';
import { type Found, openSegment } from './openSegment';
import { lastLine, trailingFrom } from './readSegment';
import { appended, createSegment, named, nextOf, type Segment } from './segment';

export interface Begun {
  readonly path: string;
  /** What this process knows to be durable; null when it begins. */
  readonly acknowledged: Segment | null;
  /** Answers that did not leave because they could not be recorded. */
  readonly withheld: number;
  readonly at: Date;
}

/**
 * Goes on with the chain at a path, or begins one. What lies behind the last durable line, torn or never acknowledged,
 * is cut off; the first line that follows says how much and which bytes.
 */
export async function beginSegment({ path, acknowledged, withheld, at }: Begun): Promise<Segment> {
  await settleName(path);
  const found = await openSegment(path);
  if (found === null) return newSegment({ path, acknowledged, withheld, at });
  try {
    const { segment, trailing } = await backTo(found, acknowledged);
    await segment.handle.truncate(segment.size);
    const { line, head } = linked(segment.head, members('resumed', at, { withheld, cut: trailing }));
    return await appended(segment, { text: `${line}\n`, head });
  } catch (error) {
    await found.segment.handle.close();
    throw error;
  }
}

/** The next file of a chain that grew too long for this one, which is kept under the chain's name and its own number. */
export async function nextSegment(full: Segment, at: Date): Promise<Segment> {
  const kept = `${full.path}.${full.chain}.${String(full.file).padStart(6, '0')}`;
  if (existsSync(kept)) throw new Error('A file of that number is there already.');
  const next = await createSegment({ ...continued(full), members: header('continued', at, continued(full)) });
  await rename(full.path, kept);
  await named(next);
  await full.handle.close();
  return next;
}

async function newSegment({ path, acknowledged, withheld, at }: Begun): Promise<Segment> {
  const of = acknowledged === null ? { path, chain: randomUUID(), file: 1, head: ORIGIN } : continued(acknowledged);
  const kind = acknowledged === null ? 'begun' : 'continued';
  const segment = await createSegment({ ...of, members: header(kind, at, { ...of, withheld }) });
  await named(segment);
  return segment;
}

function continued({ path, chain, file, head }: Segment): Pick<Segment, 'path' | 'chain' | 'file' | 'head'> {
  return { path, chain, file: file + 1, head };
}

/** A process was stopped between two names: the old file has its number already, or the new one was never finished. */
async function settleName(path: string): Promise<void> {
  const next = nextOf(path);
  if (!existsSync(next)) return;
  const isWhole = (await readFile(next, 'utf8')).endsWith('\n');
  if (isWhole && !existsSync(path)) await rename(next, path);
  else await rm(next);
}

/** The file as far as it was acknowledged. Throws when that is not what it holds. */
async function backTo(found: Found, acknowledged: Segment | null): Promise<Found> {
  if (acknowledged === null) return found;
  const { segment } = found;
  const { chain, file, size, head } = acknowledged;
  if (segment.chain === chain && segment.file === file + 1) return found;
  const { last, end } = await lastLine(segment.handle, size);
  if (segment.chain !== chain || end !== size || hash('sha256', last, 'hex') !== head.hash)
    throw new Error('The file is not the one that was written.');
  return { segment: { ...segment, size, head }, trailing: await trailingFrom(segment.handle, size) };
}

function header(kind: string, at: Date, { chain, file, withheld = 0 }: HeaderFields): string {
  return members(kind, at, { chain, file, withheld });
}

type HeaderFields = Pick<Segment, 'chain' | 'file'> & { readonly withheld?: number };

function members(kind: string, at: Date, fields: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ at: at.toISOString(), kind, ...fields }).slice(1, -1);
}
