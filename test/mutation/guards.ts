import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectFile } from '../../schema/files';

const guard = z.strictObject({
  guard: z.string().min(1),
  file: z.string().min(1),
  /** Stands exactly once in the file; what is turned off. */
  text: z.string().min(1),
  by: z.string(),
  tests: z.array(z.string()).min(1),
});

/** One protective check, how it is turned off, and the test files of which one must fail for it. */
export type Guard = Readonly<z.infer<typeof guard>>;

export function readGuards(): readonly Guard[] {
  return z.array(guard).parse(parse(readFileSync(projectFile('test', 'mutation', 'guards.yaml'), 'utf8')));
}

/** The file's text without the guard. Throws where the guard does not stand there exactly once. */
export function withoutGuard({ file, text, by }: Guard, source: string): string {
  const count = source.split(text).length - 1;
  if (count !== 1) throw new Error(`${file}: has this ${count} times, not once: ${text}`);
  return source.replace(text, () => by);
}
