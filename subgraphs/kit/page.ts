import type { FindOptionsWhere, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Caller } from '../../schema/caller';
import type { CursorPlace, Cursors, LastRow } from './cursor';
import { DomainError } from './errors';
import { ROW } from './rowScope';

const MAX_PAGE = 50;

interface Identified extends ObjectLiteral {
  readonly id: string;
}

export interface PageRequest<T> {
  /** Schema coordinate of the connection; a cursor serves this one alone. */
  readonly coordinate: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** Conditions; of a list one is enough. */
  readonly where?: FindOptionsWhere<T> | FindOptionsWhere<T>[];
  /** A visible instant to sort by, ascending, never null in `where`; the id breaks ties. Null sorts by id alone. */
  readonly sort?: keyof T & string;
}

export interface Connection<T> {
  readonly edges: readonly { readonly cursor: () => string; readonly node: T }[];
  readonly pageInfo: { readonly endCursor: () => string | null; readonly hasNextPage: boolean };
  /** Counted, as cursors are made, only when it is asked for. */
  readonly totalCount: () => Promise<number>;
}

interface PageParts<T extends ObjectLiteral> {
  readonly query: () => SelectQueryBuilder<T>;
  readonly read: (query: SelectQueryBuilder<T>) => Promise<readonly T[]>;
  readonly cursors: Cursors;
  readonly caller: Caller;
}

/** A page by keyset: it goes on from where the last one ended, also when that row has moved or is no longer reached. */
export async function pageOf<T extends Identified>(
  request: PageRequest<T>,
  parts: PageParts<T>,
): Promise<Connection<T>> {
  const { first, after, ...filters } = request.args;
  const size = pageSize(first);
  const place: CursorPlace = { caller: parts.caller, coordinate: request.coordinate, filters };
  const filtered = (): SelectQueryBuilder<T> => {
    const query = parts.query();
    return request.where === undefined ? query : query.andWhere(request.where);
  };
  const query = filtered();
  if (typeof after === 'string') startAfter(query, parts.cursors.open(place, after), request.sort);
  if (request.sort !== undefined) query.addOrderBy(`${ROW}.${request.sort}`, 'ASC');
  const rows = await parts.read(query.addOrderBy(`${ROW}.id`, 'ASC').limit(size + 1));
  const edges = rows
    .slice(0, size)
    .map((node) => ({ cursor: () => parts.cursors.seal(place, lastRow(node, request.sort)), node }));
  return {
    edges,
    pageInfo: { endCursor: () => edges.at(-1)?.cursor() ?? null, hasNextPage: rows.length > size },
    totalCount: () => filtered().getCount(),
  };
}

/** `first` as the number of rows to read. Throws `PAGE_SIZE_INVALID` unless it is from 1 to 50. */
export function pageSize(first: unknown): number {
  if (typeof first !== 'number' || first < 1 || first > MAX_PAGE) throw new DomainError('PAGE_SIZE_INVALID');
  return first;
}

function lastRow<T extends Identified>(node: T, sort: (keyof T & string) | undefined): LastRow {
  const value: unknown = sort === undefined ? null : node[sort];
  return { id: node.id, sortedBy: value instanceof Date ? value.toISOString() : '' };
}

function startAfter<T extends Identified>(
  query: SelectQueryBuilder<T>,
  { id, sortedBy }: LastRow,
  sort: (keyof T & string) | undefined,
): void {
  query.setParameters({ after: id });
  if (sort === undefined) {
    query.andWhere(`${ROW}.id > :after`);
    return;
  }
  query.setParameters({ sortedBy: new Date(sortedBy) });
  query.andWhere(`(${ROW}.${sort} > :sortedBy OR (${ROW}.${sort} = :sortedBy AND ${ROW}.id > :after))`);
}
