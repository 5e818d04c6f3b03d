import { hash } from 'node:crypto';
import { z } from 'zod';

/** Where a chain stands: the number of its last line and the hash of that line's bytes. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** Before the first line of a chain. */
export const ORIGIN: Head = { seq: -1, hash: '0'.repeat(64) };

const chainLine = z.object({
  seq: z.number().int().min(0),
  prev: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime({ precision: 3 }),
  kind: z.string(),
  /** In the first line of a file: which chain it belongs to, and as which of its files. */
  chain: z.uuid().optional(),
  file: z.number().int().min(1).optional(),
});

export type ChainLine = Readonly<z.infer<typeof chainLine>>;

/** Puts a line's members behind those that hold the chain together. */
export function linked({ seq, hash: prev }: Head, members: string): { readonly line: string; readonly head: Head } {
  const line = `{"seq":${seq + 1},"prev":"${prev}",${members}}`;
  return { line, head: { seq: seq + 1, hash: hash('sha256', line, 'hex') } };
}

/** The members of a line of a chain; null when the bytes are none. */
export function readChainLine(bytes: Uint8Array): ChainLine | null {
  try {
    const parsed = chainLine.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
