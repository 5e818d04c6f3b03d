import { readFileSync } from 'node:fs';
import { projectFile } from '../schema/files';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly optional?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(readFileSync(projectFile('package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, Locked>>;
};
const nameOf = (key: string): string => key.replace(/^.*node_modules\//, '');

describe('the lock file', () => {
  it('names the optional binaries of every platform', () => {
    const present = new Set(Object.keys(packages).map(nameOf));
    const wanted = Object.values(packages).flatMap((one) => Object.keys(one.optionalDependencies ?? {}));
    expect(wanted.filter((name) => !present.has(name))).toEqual([]);
  });

  it('holds one copy of graphql', () => {
    expect(Object.keys(packages).filter((key) => nameOf(key) === 'graphql')).toEqual(['node_modules/graphql']);
  });

  it('gives every package but optional binaries an integrity, and none a host', () => {
    const entries = Object.entries(packages).filter(([key]) => key !== '');
    expect(
      entries.filter(([, one]) => one.integrity === undefined && one.optional !== true).map(([key]) => key),
    ).toEqual([]);
    expect(entries.filter(([, one]) => one.resolved !== undefined).map(([key]) => key)).toEqual([]);
  });
});
