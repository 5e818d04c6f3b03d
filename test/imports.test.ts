import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { projectFile } from '../schema/files';

interface Import {
  readonly from: string;
  readonly to: string;
}

const ROOT = projectFile();
const IMPORT = /(?:from|import|require\()\s*'(\.[^']+)'/g;

const files = [
  projectFile('start.ts'),
  ...['gateway', 'schema', 'subgraphs'].flatMap((folder) => sources(projectFile(folder))),
];
const imports = files.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(
    ([, path = '']): Import => ({ from: relative(ROOT, file), to: relative(ROOT, resolve(dirname(file), path)) }),
  ),
);

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

function offending(breaks: (one: Import) => boolean): readonly string[] {
  return imports.filter(breaks).map(({ from, to }) => `${from} imports ${to}`);
}

/** The folder that names a part: `gateway/auth`, `subgraphs/kit`; a file at a folder's root belongs to the folder. */
function part(path: string): string {
  const [top = '', second = '', ...rest] = path.split('/');
  return rest.length > 0 ? `${top}/${second}` : top;
}

describe('imports', () => {
  it('are found at all', () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  it('never lead from the gateway to a subgraph or back', () => {
    expect(offending(({ from, to }) => from.startsWith('gateway/') && to.startsWith('subgraphs/'))).toEqual([]);
    expect(offending(({ from, to }) => from.startsWith('subgraphs/') && to.startsWith('gateway/'))).toEqual([]);
  });

  it('never lead from one subgraph to another, nor from the kit to a subgraph', () => {
    const own = /^subgraphs\/(jurisdictions|officers|warrants|kit)\//;
    const crossing = ({ from, to }: Import): boolean => {
      const [here, there] = [own.exec(from)?.[1], own.exec(to)?.[1]];
      return here !== undefined && there !== undefined && here !== there && there !== 'kit';
    };
    expect(offending(crossing)).toEqual([]);
  });

  it('never lead from the schema to a part that runs', () => {
    expect(offending(({ from, to }) => from.startsWith('schema/') && !to.startsWith('schema/'))).toEqual([]);
  });

  it('never lead from one concern of the gateway into another', () => {
    const concern = (path: string): string | null => (/^gateway\/[a-z]+\//.test(path) ? part(path) : null);
    const crossing = ({ from, to }: Import): boolean => {
      const [here, there] = [concern(from), concern(to)];
      return here !== null && there !== null && here !== there;
    };
    expect(offending(crossing)).toEqual([]);
  });

  it('never lead from what is delivered to the tests', () => {
    expect(offending(({ to }) => to.startsWith('test/'))).toEqual([]);
  });

  it('never run in a circle', () => {
    expect(circle(new Map(files.map((file) => [relative(ROOT, file).replace(/\.ts$/, ''), targets(file)])))).toBeNull();
  });
});

function targets(file: string): readonly string[] {
  const here = relative(ROOT, file);
  return imports.filter(({ from }) => from === here).map(({ to }) => to);
}

function circle(graph: ReadonlyMap<string, readonly string[]>): string | null {
  const done = new Set<string>();
  const visit = (node: string, path: readonly string[]): string | null => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node].join(' -> ');
    if (done.has(node)) return null;
    for (const next of graph.get(node) ?? []) {
      const found = visit(next, [...path, node]);
      if (found !== null) return found;
    }
    done.add(node);
    return null;
  };
  for (const node of graph.keys()) {
    const found = visit(node, []);
    if (found !== null) return found;
  }
  return null;
}
