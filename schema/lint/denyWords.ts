import { readFileSync } from 'node:fs';
import { type ASTNode, type DirectiveNode, Kind, parse, visit } from 'graphql';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { projectFile } from '../files';

const DENIED = [
  'citizen',
  'alien',
  'national',
  'immigra',
  'deport',
  'remov',
  'birthcountry',
  'birthplace',
  'entry',
  'visa',
  'consul',
];
const LOW_VIEWS = ['wso', 'wso-supervisor', 'public'];
const exceptionsFile = z.record(z.string(), z.string().min(1));

interface Named {
  readonly coordinate: string;
  readonly text: string;
}

/**
 * DENIED: no name, description or deprecation reason that a WSO or the public sees begins a word with one of the words
 * that tell of protected data. Exceptions stand in `exceptions.yaml` with a reason each; one for nothing is a fault too.
 */
export function deniedWords(views: ReadonlyMap<string, string>, exceptions = readExceptions()): readonly string[] {
  const seen = LOW_VIEWS.flatMap((name) => namesOf(views.get(name) ?? '').map((one) => ({ view: name, ...one })));
  const known = new Set(seen.map(({ coordinate }) => coordinate));
  const faults = seen
    .filter(({ coordinate, text }) => exceptions[coordinate] === undefined && deniedIn(text) !== undefined)
    .map(
      ({ view, coordinate, text }) =>
        `DENIED ${coordinate}: ${view} sees the word «${deniedIn(text)}»; say it otherwise, or give a reason in exceptions.yaml.`,
    );
  const idle = Object.keys(exceptions)
    .filter((coordinate) => !known.has(coordinate))
    .map(
      (coordinate) =>
        `DENIED ${coordinate}: has an exception in exceptions.yaml but stands in no such view; take it out.`,
    );
  return [...new Set(faults), ...idle];
}

function readExceptions(): Readonly<Record<string, string>> {
  return exceptionsFile.parse(parseYaml(readFileSync(projectFile('schema', 'lint', 'exceptions.yaml'), 'utf8')) ?? {});
}

/** Splits camelCase and snake_case; two words are also read as one, for `birthCountry`. */
function deniedIn(text: string): string | undefined {
  const words = text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return words.find((word, at) =>
    DENIED.some((denied) => word.startsWith(denied) || (word + (words[at + 1] ?? '')).startsWith(denied)),
  );
}

function namesOf(sdl: string): readonly Named[] {
  const found: Named[] = [];
  const path: string[] = [];
  visit(parse(sdl === '' ? 'scalar Nothing' : sdl), {
    enter: (node) => {
      if (!isNamed(node)) return;
      path.push(node.name.value);
      found.push({ coordinate: coordinateOf(path), text: textOf(node) });
    },
    leave: (node) => {
      if (isNamed(node)) path.pop();
    },
  });
  return found;
}

interface NamedNode {
  readonly kind: string;
  readonly name: { readonly value: string };
  readonly description?: { readonly value: string };
  readonly directives?: readonly DirectiveNode[];
}

function isNamed(node: ASTNode): node is ASTNode & NamedNode {
  return node.kind.endsWith('Definition') && 'name' in node && node.name !== undefined;
}

function coordinateOf([type = '', member, argument]: readonly string[]): string {
  const of = member === undefined ? type : `${type}.${member}`;
  return argument === undefined ? of : `${of}(${argument}:)`;
}

function textOf({ name, description, directives }: NamedNode): string {
  return [name.value, description?.value ?? '', reasons(directives ?? [])].join(' ');
}

function reasons(directives: readonly DirectiveNode[]): string {
  return directives
    .flatMap((directive) => directive.arguments ?? [])
    .map(({ value }) => (value.kind === Kind.STRING ? value.value : ''))
    .join(' ');
}
