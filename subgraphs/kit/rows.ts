import DataLoader from 'dataloader';
import { type FindOptionsWhere, In, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import type { Caller } from '../../schema/caller';
import type { Cursors } from './cursor';
import { type Connection, type PageRequest, pageOf, pageSize } from './page';
import { limitToReach, ROW, type RowType, readReached } from './rowScope';
import type { Store } from './store';

interface Identified extends ObjectLiteral {
  readonly id: string;
}

/** Property of the child that names its parent, further conditions, and the order; rows of a parent end at `limit`. */
export interface ChildList<T> {
  readonly parent: keyof T & string;
  readonly order: Readonly<Partial<Record<keyof T & string, 'ASC' | 'DESC'>>>;
  readonly where?: FindOptionsWhere<T>;
  readonly limit: number;
}

/** All reading of rows, for one caller: by id, by parent and by page, each in one statement however many are asked. */
export class Rows {
  readonly #loaders = new Map<unknown, Map<string, DataLoader<string, unknown>>>();

  constructor(
    private readonly store: Store,
    private readonly caller: Caller,
    private readonly cursors: Cursors,
  ) {}

  /** The row whose `property` (its id unless said) has this value; null when the caller reaches none. */
  one<T extends ObjectLiteral>(
    rowType: RowType<T>,
    value: string | null,
    property: keyof T & string = 'id',
  ): Promise<T | null> {
    // A representation may hold anything under its key; nothing but text goes to a driver.
    if (typeof value !== 'string') return Promise.resolve(null);
    const loader = this.#loader<T | null>(rowType, `one ${property}`, async (values) => {
      const query = this.#query(rowType).andWhere({ [property]: In([...values]) } as unknown as FindOptionsWhere<T>);
      const found = await readReached(query, rowType, this.caller);
      const byValue = new Map(found.map((row) => [row[property] as string, row]));
      return values.map((one) => byValue.get(one) ?? null);
    });
    return loader.load(value);
  }

  /** The rows of one parent in order, at most `limit`, itself from 1 to 50. */
  async list<T extends Identified>(rowType: RowType<T>, parentId: string, list: ChildList<T>): Promise<readonly T[]> {
    const limit = pageSize(list.limit);
    const key = JSON.stringify([list.parent, list.order, list.where ?? null, limit]);
    const loader = this.#loader<readonly T[]>(rowType, key, async (parents) => {
      const found = await readReached(this.#children(rowType, parents, { ...list, limit }), rowType, this.caller);
      const byParent = new Map<string, T[]>(parents.map((parent) => [parent, []]));
      for (const row of found) byParent.get(row[list.parent] as string)?.push(row);
      return parents.map((parent) => byParent.get(parent) ?? []);
    });
    return loader.load(parentId);
  }

  /** One page of rows, `first` from 1 to 50. */
  page<T extends Identified>(rowType: RowType<T>, request: PageRequest<T>): Promise<Connection<T>> {
    return pageOf(request, {
      query: () => this.#query(rowType),
      read: (query) => readReached(query, rowType, this.caller),
      cursors: this.cursors,
      caller: this.caller,
    });
  }

  /** Every row that fits, for counting alone: it is shown to nobody. */
  async every<T extends ObjectLiteral>(rowType: RowType<T>, where: FindOptionsWhere<T>): Promise<readonly T[]> {
    return this.#query(rowType).andWhere(where).getMany();
  }

  /** Forgets what was read, so that a mutation answers with what it wrote. */
  forget(): void {
    this.#loaders.clear();
  }

  #query<T extends ObjectLiteral>(rowType: RowType<T>): SelectQueryBuilder<T> {
    const query = this.store.reads.getRepository(rowType.entity).createQueryBuilder(ROW);
    return limitToReach(query, rowType, this.caller);
  }

  /** Ranks the children of each parent in the database, so that one statement serves any number of parents. */
  #children<T extends Identified>(
    rowType: RowType<T>,
    parents: readonly string[],
    list: ChildList<T>,
  ): SelectQueryBuilder<T> {
    const order = Object.entries(list.order).map(([property, direction]) => `${ROW}.${property} ${direction}`);
    const among = { [list.parent]: In([...parents]), ...list.where } as FindOptionsWhere<T>;
    const ranked = this.#query(rowType)
      .andWhere(among)
      .select(`${ROW}.id`, 'id')
      .addSelect(
        `ROW_NUMBER() OVER (PARTITION BY ${ROW}.${list.parent} ORDER BY ${[...order, `${ROW}.id ASC`].join(', ')})`,
        'place',
      );
    const query = this.store.reads
      .getRepository(rowType.entity)
      .createQueryBuilder(ROW)
      .where(`${ROW}.id IN (SELECT ranked.id FROM (${ranked.getQuery()}) ranked WHERE ranked.place <= :limit)`)
      .setParameters({ ...ranked.getParameters(), limit: list.limit });
    for (const [property, direction] of Object.entries(list.order)) query.addOrderBy(`${ROW}.${property}`, direction);
    return query.addOrderBy(`${ROW}.id`, 'ASC');
  }

  #loader<V>(
    rowType: unknown,
    key: string,
    load: (keys: readonly string[]) => Promise<readonly V[]>,
  ): DataLoader<string, V> {
    const loaders = this.#loaders.get(rowType) ?? new Map<string, DataLoader<string, unknown>>();
    this.#loaders.set(rowType, loaders);
    const loader = loaders.get(key) ?? new DataLoader<string, unknown>(load);
    loaders.set(key, loader);
    return loader as DataLoader<string, V>;
  }
}
