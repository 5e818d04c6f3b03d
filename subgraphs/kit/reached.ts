import type { Category } from '../../schema/categories';

const categoriesByRow = new WeakMap<object, ReadonlySet<Category>>();

/** Notes which categories one row reaches for the caller it was read for; rows live no longer than their request. */
export function remember(row: object, categories: ReadonlySet<Category>): void {
  categoriesByRow.set(row, categories);
}

/** What `remember` noted; undefined for a value that came from no row. */
export function reachedCategories(value: unknown): ReadonlySet<Category> | undefined {
  return typeof value === 'object' && value !== null ? categoriesByRow.get(value) : undefined;
}

/**
 * Gives the parts of a row the row's own reach. Throws for a row that was read past the row scope: nothing but the
 * kit's loaders and parts of their rows may reach a caller.
 */
export function passOn<T>(from: unknown, to: T): T {
  if (Array.isArray(to)) {
    for (const one of to) passOn(from, one);
    return to;
  }
  if (typeof to !== 'object' || to === null || to instanceof Date || categoriesByRow.has(to)) return to;
  const reached = reachedCategories(from);
  if (reached !== undefined) remember(to, reached);
  else if (Object.getPrototypeOf(to) !== Object.prototype && Object.getPrototypeOf(to) !== null)
    throw new Error('A row was read past the row scope.');
  return to;
}
