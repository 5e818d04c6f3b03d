import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { projectFile } from '../schema/files';
import { errorsPage } from './errorsPage';

/** Part of `npm run compose`: writes `docs/errors.md`; with `--check` it changes nothing and fails when that is stale. */
const path = projectFile('docs', 'errors.md');
const isStale = !existsSync(path) || readFileSync(path, 'utf8') !== errorsPage();
if (isStale && process.argv.includes('--check')) {
  process.stderr.write(`stale: ${path}; run npm run compose and commit the result\n`);
  process.exitCode = 1;
} else if (isStale) {
  writeFileSync(path, errorsPage());
  process.stdout.write(`wrote ${path}\n`);
}
