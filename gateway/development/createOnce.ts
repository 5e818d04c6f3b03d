import { randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes a file that only its owner reads, where there is none. Processes that begin together agree on one. */
export function createOnce(path: string, text: () => string): void {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, text(), { mode: 0o600, flag: 'wx' });
  try {
    // A link appears whole or not at all and, unlike a rename, never replaces: the first process wins, all read its file.
    linkSync(draft, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
