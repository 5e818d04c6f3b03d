import { parse } from 'graphql';
import { type Element, SchemaElements } from '../elements';

/** TOLD: no description in a view names, in backticks, an element that other views have and this one does not. */
export function toldNames(views: ReadonlyMap<string, string>): readonly string[] {
  const elements = new Map([...views].map(([view, sdl]) => [view, new SchemaElements(parse(sdl)).all]));
  const known = namesOf([...elements.values()].flat());
  return [...elements].flatMap(([view, all]) => {
    const own = namesOf(all);
    return all.flatMap(({ coordinate, description }) =>
      quotedIn(description)
        .filter((name) => known.has(name) && !own.has(name))
        .map((name) => `TOLD ${coordinate}: ${view} does not have \`${name}\`; say it without the name.`),
    );
  });
}

function namesOf(elements: readonly Element[]): ReadonlySet<string> {
  return new Set(elements.map(({ name }) => name));
}

function quotedIn(description: string): readonly string[] {
  return [...description.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
}
