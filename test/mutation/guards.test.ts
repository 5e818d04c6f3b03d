import { existsSync, readFileSync } from 'node:fs';
import { projectFile } from '../../schema/files';
import { readGuards, withoutGuard } from './guards';

const guards = readGuards();

describe('the guards that npm run mutate-guards turns off', () => {
  it('are many, each named once', () => {
    expect(guards.length).toBeGreaterThanOrEqual(100);
    expect(new Set(guards.map((one) => one.guard)).size).toBe(guards.length);
  });

  it('stand each exactly once in their file, and have tests', () => {
    for (const one of guards) {
      const source = readFileSync(projectFile(one.file), 'utf8');
      expect(withoutGuard(one, source)).not.toBe(source);
      expect(one.tests.filter((path) => !existsSync(projectFile(path)))).toEqual([]);
    }
  });
});
