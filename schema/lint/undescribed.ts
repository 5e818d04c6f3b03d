import { type DocumentNode, Kind } from 'graphql';
import { type Element, type Member, SchemaElements, type TypeElement } from '../elements';
import { fault } from './fault';

/** What every list and mutation takes alike; the descriptions of `Query` and of the input's type tell of it. */
const SAID_ONCE = new Set(['first', 'after', 'input']);

type Texts = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * UNDESCRIBED: an element that a reader of the SDL alone cannot use. Types, fields, input fields and enum values have
 * one description, in sentences; it, or that of its type, says what null means; a field's names its arguments in
 * backticks unless they say it themselves. Of several subgraphs one is enough.
 */
export function undescribedElements(subgraphs: ReadonlyMap<string, DocumentNode>): readonly string[] {
  const types = [...subgraphs.values()].flatMap((document) => [...new SchemaElements(document).types.values()]);
  const texts = textsOf(types);
  return [...new Set(types.flatMap((type) => faultsOf(type, texts)))];
}

function textsOf(types: readonly TypeElement[]): Texts {
  const texts = new Map<string, Set<string>>();
  for (const { coordinate, description } of types.flatMap((type) => [type, ...type.members]))
    texts.set(coordinate, new Set([...(texts.get(coordinate) ?? []), ...(description === '' ? [] : [description])]));
  return texts;
}

function faultsOf(type: TypeElement, texts: Texts): readonly string[] {
  const textOf = ({ coordinate }: Element): string => [...(texts.get(coordinate) ?? [])].join(' ');
  const isSilent = (member: Member): boolean =>
    member.type !== null && member.type.kind !== Kind.NON_NULL_TYPE && !saysNull(textOf(member) + textOf(type));
  const unnamed = (member: Member): readonly Member[] =>
    member.args.filter(
      ({ name, description }) => !SAID_ONCE.has(name) && description === '' && !textOf(member).includes(`\`${name}\``),
    );
  return [
    ...[type, ...type.members].flatMap((one) => [
      ...(textOf(one).endsWith('.') ? [] : [told(one, 'has no description that ends with a sentence; write one.')]),
      ...((texts.get(one.coordinate)?.size ?? 0) > 1 ? [told(one, 'is described in several ways; keep one.')] : []),
    ]),
    ...type.members.filter(isSilent).map((one) => told(one, 'does not say what null means, nor does its type.')),
    ...type.members.flatMap(unnamed).map((one) => told(one, 'is neither described nor named by its field.')),
  ];
}

function saysNull(text: string): boolean {
  return /\bnull\b/i.test(text);
}

function told(element: Element, text: string): string {
  return fault('UNDESCRIBED', element, text);
}
