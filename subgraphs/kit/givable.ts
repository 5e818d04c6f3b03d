import {
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLNamedInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

/** Tells whether the caller holds every category of the element with a coordinate. */
export type Holds = (coordinate: string) => boolean;

type Given = Readonly<Record<string, unknown>>;

/** A field's arguments, and what of them a caller may give. */
export interface Givable {
  /** Coordinates of all that may stand in them. */
  readonly within: readonly string[];
  /** What is given without that which the caller does not hold. */
  readonly shown: (given: Given, holds: Holds) => Given;
}

/**
 * What is outside the caller's clearance is as though it were not given, wherever in an argument it stands: arguments,
 * fields of inputs and values of enums, with the defaults that nobody wrote.
 */
export function givable(field: string, args: readonly GraphQLArgument[]): Givable {
  const all = args.map((one) => ({ ...one, coordinate: `${field}(${one.name}:)` }));
  return {
    within: all.flatMap(({ coordinate, type }) => [coordinate, ...coordinatesOf(getNamedType(type), new Set())]),
    shown: (given, holds) => {
      const own = all.filter(({ name, coordinate }) => Object.hasOwn(given, name) && holds(coordinate));
      return Object.fromEntries(own.map(({ name, type }) => [name, shown(given[name], type, holds)]));
    },
  };
}

function coordinatesOf(type: GraphQLNamedInputType, seen: Set<string>): readonly string[] {
  if (seen.has(type.name)) return [];
  seen.add(type.name);
  if (isEnumType(type)) return type.getValues().map(({ name }) => `${type.name}.${name}`);
  if (!isInputObjectType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    `${type.name}.${field.name}`,
    ...coordinatesOf(getNamedType(field.type), seen),
  ]);
}

function shown(value: unknown, type: GraphQLInputType, holds: Holds): unknown {
  if (isNonNullType(type)) return shown(value, type.ofType, holds);
  if (isListType(type) && Array.isArray(value))
    return value.map((one) => shown(one, type.ofType, holds)).filter((one) => one !== undefined);
  if (isEnumType(type))
    return type.getValues().some((one) => one.value === value && holds(`${type.name}.${one.name}`)) ? value : undefined;
  if (!isInputObjectType(type) || typeof value !== 'object' || value === null) return value;
  const fields = type.getFields();
  const own = Object.entries(value).flatMap(([name, one]) => {
    const field = fields[name];
    return field !== undefined && holds(`${type.name}.${name}`) ? [[name, shown(one, field.type, holds)]] : [];
  });
  return Object.fromEntries(own);
}
