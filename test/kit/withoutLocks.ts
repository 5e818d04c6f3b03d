import type { SelectQueryBuilder } from 'typeorm';
import type { Caller } from '../../schema/caller';
import type { ContextParts } from '../../subgraphs/kit/context';

/*
 * Modules with one lock wired out, for `jest.mock` alone: no setting does this. Each stands for the real module, whose
 * other exports it keeps.
 */

/** Every caller is given the view of everything. */
export function withoutView(): object {
  const real = jest.requireActual<typeof import('../../schema/view')>('../../schema/view');
  const { EVERYTHING } = jest.requireActual<typeof import('./everything')>('./everything');
  return { ...real, viewFor: (sdl: string) => real.viewFor(sdl, EVERYTHING) };
}

/** Whatever view is built counts as the one that was reviewed. */
export function withoutReview(): object {
  const real = jest.requireActual<typeof import('../../schema/reviewed')>('../../schema/reviewed');
  const readReviewedViews = (_path: string, { clearances }: { clearances: readonly { name: string }[] }) =>
    new Map(clearances.map(({ name }) => [name, '']));
  return { ...real, readReviewedViews, viewText: () => '' };
}

/** Every field answers every caller. */
export function withoutGuard(): object {
  return { guardSchema: (schema: unknown) => schema };
}

/** Every row is reached by every caller. */
export function withoutRowScope(): object {
  const real = jest.requireActual<typeof import('../../subgraphs/kit/rowScope')>('../../subgraphs/kit/rowScope');
  return {
    ...real,
    limitToReach: (query: SelectQueryBuilder<object>) => query.andWhere('1 = 1'),
    readReached: (query: SelectQueryBuilder<object>) => query.getMany(),
  };
}

/** Every request has the protected store in its hands. */
export function withoutStoreLock(): object {
  const real = jest.requireActual<typeof import('../../subgraphs/kit/context')>('../../subgraphs/kit/context');
  return {
    ...real,
    contextFor: (caller: Caller, parts: ContextParts) => {
      const { version, cleared } = real.contextFor(
        { ...caller, categories: [...caller.categories, 'ALIENAGE'] },
        parts,
      );
      return { ...real.contextFor(caller, parts), version, cleared };
    },
  };
}
