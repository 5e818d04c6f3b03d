import { type DocumentNode, Kind } from 'graphql';
import { type Member, SchemaElements, type TypeElement } from '../elements';
import { fault } from './fault';

/** PARTIAL: arguments, input fields and enum values stand in every subgraph that declares their parent; composition drops the rest. */
export function partialMembers(subgraphs: ReadonlyMap<string, DocumentNode>): readonly string[] {
  const documents = [...subgraphs].map(([name, document]) => ({ name, parents: parentsOf(document) }));
  const faults: string[] = [];
  for (const here of documents) {
    for (const there of documents.filter((one) => one !== here)) {
      for (const [parent, members] of here.parents) {
        const others = there.parents.get(parent);
        const missing =
          others === undefined ? [] : members.filter((one) => !others.some(({ name }) => name === one.name));
        faults.push(
          ...missing.map((one) =>
            fault('PARTIAL', one, `${here.name} has it, ${there.name} does not; declare it in both.`),
          ),
        );
      }
    }
  }
  return faults;
}

/** Members that composition intersects, by the coordinate of their parent. */
function parentsOf(document: DocumentNode): ReadonlyMap<string, readonly Member[]> {
  const types = [...new SchemaElements(document).types.values()];
  const whole = (type: TypeElement): boolean =>
    type.definition === Kind.ENUM_TYPE_DEFINITION || type.definition === Kind.INPUT_OBJECT_TYPE_DEFINITION;
  return new Map([
    ...types.filter(whole).map((type) => [type.coordinate, type.members] as const),
    ...types
      .filter((type) => !whole(type))
      .flatMap((type) =>
        type.members.filter((field) => !field.isExternal).map((field) => [field.coordinate, field.args] as const),
      ),
  ]);
}
