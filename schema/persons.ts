import { Kind } from 'graphql';
import type { Category } from './categories';
import type { SchemaElements, TypeElement } from './elements';

/** Categories about no single person; whatever holds another is person-level. */
const IMPERSONAL: ReadonlySet<Category | null> = new Set<Category>(['PUBLIC', 'OPERATIONAL', 'STATISTIC']);

/** What the audit records of an answer. */
export interface PersonElements {
  /** Coordinates of the person-level fields, and of every act. */
  readonly fields: ReadonlySet<string>;
  /** Types whose rows are persons or belong to one: their ids are not public, and a field of theirs is person-level. */
  readonly types: ReadonlySet<string>;
}

/** What a subgraph says it answered in one operation, values left out: `extensions.persons` of its answer. */
export interface PersonReport {
  readonly fields: readonly string[];
  /** Ids of rows by their type. */
  readonly rows: Readonly<Record<string, readonly string[]>>;
}

/** Finds what is person-level from the classification alone. */
export function personElements({ types }: SchemaElements): PersonElements {
  const objects = [...types.values()].filter(({ definition }) => definition === Kind.OBJECT_TYPE_DEFINITION);
  const fields = objects.flatMap((type) => personal(type).map(({ coordinate }) => coordinate));
  const rows = objects.filter((type) => personal(type).length > 0 && hasPrivateId(type));
  return { fields: new Set(fields), types: new Set(rows.map(({ name }) => name)) };
}

function personal({ name, members }: TypeElement): TypeElement['members'] {
  if (name === 'Mutation') return members;
  return members.filter(({ categories }) => categories.some((category) => !IMPERSONAL.has(category)));
}

function hasPrivateId({ members }: TypeElement): boolean {
  const id = members.find(({ name }) => name === 'id');
  return id?.categories.some((category) => category !== 'PUBLIC') === true;
}
