import {
  type DocumentNode,
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
} from 'graphql';
import type { Caller } from '../../schema/caller';
import type { Category } from '../../schema/categories';
import { SchemaElements } from '../../schema/elements';
import { type PersonElements, personElements } from '../../schema/persons';
import type { SubgraphContext } from './context';
import { givable } from './givable';
import { passOn, reachedCategories } from './reached';
import { ofShownTypes, type ShowsType } from './shownTypes';

type Categories = readonly (Category | null)[];
type Resolver = GraphQLFieldResolver<unknown, SubgraphContext>;

interface Guarded {
  readonly type: string;
  readonly field: GraphQLField<unknown, SubgraphContext>;
}

interface Classified {
  readonly categories: ReadonlyMap<string, Categories>;
  readonly persons: PersonElements;
  readonly shows: ShowsType;
}

/**
 * Puts the second lock on every field: outside the caller's clearance or acts it does not resolve and nothing is
 * loaded; on a row that the field's categories do not reach it is null, and so is an object of a type that shows the
 * caller nothing. Driven by the expansion the views come from. What it lets through of persons it notes for the audit.
 */
export function guardSchema(schema: GraphQLSchema, document: DocumentNode): GraphQLSchema {
  const elements = new SchemaElements(document);
  const classified: Classified = {
    categories: new Map(elements.all.map((element) => [element.coordinate, element.categories])),
    persons: personElements(elements),
    shows: (name, { caller }) =>
      (elements.types.get(name)?.members ?? []).some((member) => holds(caller, member.categories)),
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('_')) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.name === '_entities') continue;
      field.resolve = guarded({ type: type.name, field }, classified);
    }
  }
  return schema;
}

function guarded({ type, field }: Guarded, { categories, persons, shows }: Classified): Resolver {
  const coordinate = `${type}.${field.name}`;
  const next: Resolver = field.resolve ?? defaultFieldResolver;
  const allowed = givable(coordinate, field.args);
  const categoriesAt = (one: string): Categories => categories.get(one) ?? [null];
  const needed = categoriesAt(coordinate);
  // An element without a category is nobody's to give.
  const neededToGive = [
    ...new Set(allowed.within.map(categoriesAt).flatMap((all): Categories => (all.length === 0 ? [null] : all))),
  ];
  const named = getNamedType(field.type);
  const abstract = isAbstractType(named) ? named : null;
  const act = type === 'Mutation' ? field.name : null;
  const [isPersonal, isPersonsRow] = [persons.fields.has(coordinate), persons.types.has(type)];
  return (source, given, context, info) => {
    const { caller } = context;
    if (!holds(caller, needed) || (act !== null && !caller.acts.includes(act))) return null;
    if (!reaches(source, needed)) return null;
    const args = holdsAll(caller, neededToGive)
      ? given
      : allowed.shown(given, (one) => holds(caller, categoriesAt(one)));
    const answer = (value: unknown): unknown => {
      if (isPersonal) context.persons.noteField(coordinate);
      if (isPersonsRow) context.persons.noteRow(type, source);
      return withinReach(passOn(source, value), needed);
    };
    const result: unknown = next(source, args, context, info);
    const answered = result instanceof Promise ? result.then(answer) : answer(result);
    return abstract === null
      ? answered
      : Promise.resolve(answered).then((value) => ofShownTypes(value, abstract, { shows, context, info }));
  };
}

function holds(caller: Caller, needed: Categories): boolean {
  return needed.length > 0 && holdsAll(caller, needed);
}

function holdsAll(caller: Caller, needed: Categories): boolean {
  return needed.every((category) => category !== null && caller.categories.includes(category));
}

/** A field of several categories answers only rows that all of them reach; a row found by one of them tells of it. */
function withinReach(value: unknown, needed: Categories): unknown {
  if (Array.isArray(value)) return value.filter((one) => reaches(one, needed));
  return reaches(value, needed) ? value : null;
}

function reaches(source: unknown, needed: Categories): boolean {
  const reached = reachedCategories(source);
  return reached === undefined || needed.every((category) => category !== null && reached.has(category));
}
