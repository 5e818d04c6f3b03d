import { defaultTypeResolver, type GraphQLAbstractType, type GraphQLResolveInfo } from 'graphql';
import type { SubgraphContext } from './context';

/** Whether some field of an object type is within the caller's clearance. */
export type ShowsType = (typeName: string, context: SubgraphContext) => boolean;

interface Asked {
  readonly shows: ShowsType;
  readonly context: SubgraphContext;
  readonly info: GraphQLResolveInfo;
}

/**
 * Of what a field of an interface or union answers, only objects whose own type the caller's clearance shows something
 * of: a null or an error in their place would tell that they are there.
 */
export async function ofShownTypes(value: unknown, type: GraphQLAbstractType, asked: Asked): Promise<unknown> {
  if (!Array.isArray(value)) return (await isShown(value, type, asked)) ? value : null;
  const shown = await Promise.all(value.map((one) => isShown(one, type, asked)));
  return value.filter((_one, at) => shown[at]);
}

async function isShown(value: unknown, type: GraphQLAbstractType, { context, info, shows }: Asked): Promise<boolean> {
  if (value === null || value === undefined) return true;
  const name = await (type.resolveType ?? defaultTypeResolver)(value, context, info, type);
  return name !== undefined && shows(name, context);
}
