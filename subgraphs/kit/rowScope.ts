import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Bound, Caller } from '../../schema/caller';
import type { Category } from '../../schema/categories';
import { remember } from './reached';

/** The alias under which every scoped query names its row. */
export const ROW = 'reached';

/** How the rows of one table answer to each bound: SQL over `reached` and the `:caller…` parameters. No entry: no row. */
export type Reach = Readonly<Partial<Record<Bound, string>>>;

/** A table whose rows callers reach, and the category that a row needs to be seen at all. */
export interface RowType<T extends ObjectLiteral> {
  readonly entity: new () => T;
  readonly base: Category;
  /** Categories that a row needs as well before it is counted, listed or read. */
  readonly further?: readonly Category[];
  /** Rows that are counted, listed and read only where a further category reaches them too; `when` is SQL over `reached`. */
  readonly guarded?: { readonly when: string; readonly needs: Category };
  readonly reach: Reach;
}

const EVERY_ROW = '1 = 1';
const NO_ROW = '1 = 0';

/** Rows that everyone reaches. */
export const PUBLIC_ROWS: Reach = { all: EVERY_ROW };

/** Limits a query to the rows that the caller reaches, before anything is counted, ordered or cut. */
export function limitToReach<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  rowType: RowType<T>,
  caller: Caller,
): SelectQueryBuilder<T> {
  const needed = [rowType.base, ...(rowType.further ?? [])];
  for (const category of needed) query.andWhere(`(${conditionFor(rowType, category, caller)})`);
  if (rowType.guarded !== undefined) {
    const { when, needs } = rowType.guarded;
    query.andWhere(`(NOT (${when}) OR ${conditionFor(rowType, needs, caller)})`);
  }
  return query.setParameters(parametersOf(caller));
}

/** Runs a limited query; each row remembers which further categories it reaches, so that its fields can ask. */
export async function readReached<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  rowType: RowType<T>,
  caller: Caller,
): Promise<readonly T[]> {
  const { always, asked } = furtherCategories(rowType, caller);
  [...asked.keys()].forEach((condition, at) => {
    query.addSelect(`CASE WHEN ${condition} THEN 1 ELSE 0 END`, `reach_${at}`);
  });
  const { entities, raw } = await query.getRawAndEntities<Record<string, unknown>>();
  entities.forEach((entity, at) => {
    const reached = new Set<Category>(always);
    [...asked.values()].forEach((categories, column) => {
      if (Number(raw[at]?.[`reach_${column}`]) === 1) for (const one of categories) reached.add(one);
    });
    remember(entity, reached);
  });
  return entities;
}

/** Conditions that need the database, and the categories that hang on each. */
function furtherCategories<T extends ObjectLiteral>(
  rowType: RowType<T>,
  caller: Caller,
): { readonly always: readonly Category[]; readonly asked: ReadonlyMap<string, readonly Category[]> } {
  const base = conditionFor(rowType, rowType.base, caller);
  const asked = new Map<string, Category[]>();
  const always: Category[] = ['PUBLIC', rowType.base];
  for (const category of caller.categories) {
    const condition = conditionFor(rowType, category, caller);
    if (condition === base || condition === EVERY_ROW) always.push(category);
    else if (condition !== NO_ROW) asked.set(condition, [...(asked.get(condition) ?? []), category]);
  }
  return { always, asked };
}

function conditionFor<T extends ObjectLiteral>(rowType: RowType<T>, category: Category, caller: Caller): string {
  if (!caller.categories.includes(category)) return NO_ROW;
  const conditions = (caller.rows[category] ?? []).map((bound) => rowType.reach[bound] ?? NO_ROW);
  if (conditions.includes(EVERY_ROW)) return EVERY_ROW;
  const real = conditions.filter((condition) => condition !== NO_ROW);
  return real.length === 0 ? NO_ROW : real.join(' OR ');
}

/** A claim that is missing becomes null or a list that matches nothing: it reaches no row. */
function parametersOf(caller: Caller): ObjectLiteral {
  return {
    callerAgency: caller.agency,
    callerFacilities: caller.facilities.length === 0 ? [''] : caller.facilities,
    callerAllFacilities: caller.facilities.includes('*') ? 1 : 0,
    callerFieldOffice: caller.fieldOffice,
    callerState: caller.state,
    callerOfficer: caller.officer,
  };
}
