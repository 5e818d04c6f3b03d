import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Absolute path of a file of the project, the same from the sources and from `dist/`. */
export function projectFile(...segments: readonly string[]): string {
  return join(projectRoot, ...segments);
}

const projectRoot = rootAbove(__dirname);

function rootAbove(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('package.json: not found above the program; it must lie at the project root.');
  return rootAbove(parent);
}
