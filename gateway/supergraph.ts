import { type ConstDirectiveNode, type DocumentNode, Kind, parse } from 'graphql';

export interface SubgraphAddress {
  readonly name: string;
  readonly url: string;
}

/** The subgraphs of a supergraph with the URLs it gives them; null when the text is no supergraph. */
export function subgraphsOf(supergraphSdl: string): readonly SubgraphAddress[] | null {
  const document = parsed(supergraphSdl);
  const graphs = document?.definitions.find(
    (node) => node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'join__Graph',
  );
  if (graphs?.kind !== Kind.ENUM_TYPE_DEFINITION) return null;
  return (graphs.values ?? [])
    .flatMap((value) => value.directives ?? [])
    .filter((directive) => directive.name.value === 'join__graph')
    .map((directive) => ({ name: text(directive, 'name'), url: text(directive, 'url') }));
}

/** Whether a supergraph knows the classification, under whatever name; in doubt it does. */
export function isClassified(supergraphSdl: string): boolean {
  return /@classified\b|\bclassified__|\/classified\//.test(supergraphSdl);
}

function parsed(sdl: string): DocumentNode | null {
  try {
    return parse(sdl, { noLocation: true });
  } catch {
    return null;
  }
}

function text(directive: ConstDirectiveNode, name: string): string {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : '';
}
