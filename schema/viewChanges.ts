import { parse } from 'graphql';
import { SchemaElements } from './elements';

/** What one view gains and loses, a sentence each: «WSO gains Subject.birthDate». */
export function viewChanges(name: string, before: string | null, after: string | null): readonly string[] {
  const [was, is] = [coordinates(before), coordinates(after)];
  const who = name.toUpperCase();
  return [
    ...[...is].filter((one) => !was.has(one)).map((one) => `${who} gains ${one}`),
    ...[...was].filter((one) => !is.has(one)).map((one) => `${who} loses ${one}`),
  ];
}

function coordinates(sdl: string | null): ReadonlySet<string> {
  return new Set(sdl === null ? [] : new SchemaElements(parse(sdl)).all.map((element) => element.coordinate));
}
