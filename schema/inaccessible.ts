import { type ConstDirectiveNode, type DefinitionNode, type DocumentNode, Kind, parse } from 'graphql';

const DEFINITION = parse(
  `directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION`,
  { noLocation: true },
).definitions;
const LINK = constDirective('link', { url: 'https://specs.apollo.dev/inaccessible/v0.2', for: 'SECURITY' });
const MARK = constDirective('inaccessible', {});

/** A supergraph in which `@inaccessible` is linked and defined. */
export function linkInaccessible(supergraph: DocumentNode): DocumentNode {
  const definitions = supergraph.definitions.map((node): DefinitionNode => {
    if (node.kind !== Kind.SCHEMA_DEFINITION) return node;
    const links = node.directives ?? [];
    return { ...node, directives: links.some((one) => linksTo(one, '/inaccessible/')) ? links : [...links, LINK] };
  });
  const isDefined = definitions.some(
    (node) => node.kind === Kind.DIRECTIVE_DEFINITION && node.name.value === MARK.name.value,
  );
  return { ...supergraph, definitions: isDefined ? definitions : [...definitions, ...DEFINITION] };
}

/** The directives of an element that exists for no client, though planning may use it. */
export function withMark(directives: readonly ConstDirectiveNode[]): readonly ConstDirectiveNode[] {
  return directives.some((one) => one.name.value === MARK.name.value) ? directives : [...directives, MARK];
}

/** Whether a `@link` of the schema imports this specification. */
export function linksTo(directive: ConstDirectiveNode, part: string): boolean {
  const url = directive.arguments?.find((argument) => argument.name.value === 'url')?.value;
  return url?.kind === Kind.STRING && url.value.includes(part);
}

function constDirective(name: string, args: Readonly<Record<string, string>>): ConstDirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: name },
    arguments: Object.entries(args).map(([key, value]) => ({
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: key },
      value: key === 'for' ? { kind: Kind.ENUM, value } : { kind: Kind.STRING, value },
    })),
  };
}
