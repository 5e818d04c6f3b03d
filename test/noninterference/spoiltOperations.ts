import type { SchemaElements } from '../../schema/elements';
import type { Operation } from './operations';
import type { Random } from './random';

/** Names that exist, and not for the viewer. */
export interface HiddenNames {
  readonly fields: readonly string[];
  readonly types: readonly string[];
  readonly enumValues: readonly string[];
}

/** What the whole graph has and a view lacks. */
export function hiddenNames(whole: SchemaElements, isVisible: (coordinate: string) => boolean): HiddenNames {
  const hidden = whole.all.filter(({ coordinate }) => !isVisible(coordinate));
  const named = (kind: (typeof hidden)[number]['kind']) =>
    hidden.filter((one) => one.kind === kind).map(({ name }) => name);
  return { fields: named('field'), types: named('type'), enumValues: named('enumValue') };
}

type Spoil = (query: string, random: Random, hidden: HiddenNames) => string;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const NAME = /\b[a-zA-Z_]\w*\b/g;

/** The ways in which an operation is spoilt: each is something that a curious caller, or a careless one, sends. */
const SPOILS: readonly Spoil[] = [
  (query, random) => replaced(query, random, (name) => typo(name, random)),
  (query, random, { fields }) => replaced(query, random, () => pickOr(fields, random)),
  (query, random, { enumValues }) => replaced(query, random, () => pickOr(enumValues, random)),
  (query, random, { types }) => query.replace(/\}\s*$/, `... on ${pickOr(types, random)} { __typename } }`),
  (query, random, { types }) => query.replace(/\{(?=[^{]*$)/, `{ ... on ${pickOr(types, random)} { id } `),
  (_query, random, { types }) =>
    `{ __type(name: "${pickOr(types, random)}") { name fields { name } enumValues { name } } }`,
  () => '{ _service { sdl } }',
  (_query, random, { types }) =>
    `{ _entities(representations: [{ __typename: "${random.chance(0.5) ? 'Subject' : pickOr(types, random)}", id: "1" }]) { __typename } }`,
  (query, random) => {
    const at = random.whole(query.length);
    return query.slice(0, at) + query.slice(at + 1);
  },
  () => '{ __schema { types { name fields { name args { name } } enumValues { name } inputFields { name } } } }',
];

export function spoilt(operation: Operation, random: Random, hidden: HiddenNames): Operation {
  return { ...operation, query: random.pick(SPOILS)(operation.query, random, hidden) };
}

function replaced(query: string, random: Random, by: (name: string) => string): string {
  const names = [...query.matchAll(NAME)];
  const { 0: name = '', index = 0 } = random.pick(names);
  return query.slice(0, index) + by(name) + query.slice(index + name.length);
}

function typo(name: string, random: Random): string {
  const at = random.whole(name.length);
  return name.slice(0, at) + LETTERS[random.whole(LETTERS.length)] + name.slice(at + 1);
}

function pickOr(names: readonly string[], random: Random): string {
  return names.length === 0 ? 'invented' : random.pick(names);
}
