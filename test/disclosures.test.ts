import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { namedType, SchemaElements } from '../schema/elements';
import { projectFile } from '../schema/files';

const named = [...readFileSync(projectFile('docs', 'disclosures.md'), 'utf8').matchAll(/`([A-Z]\w+\.\w+)`/g)].map(
  ([, one = '']) => one,
);
const view = new SchemaElements(parse(readFileSync(projectFile('schema', 'views', 'wso.graphql'), 'utf8')));
const coordinates = new Set(view.all.map(({ coordinate }) => coordinate));

describe('the list of inherent disclosures', () => {
  it('names only what a WSO sees', () => {
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((coordinate) => !coordinates.has(coordinate))).toEqual([]);
  });

  it('names every plain field of detainers, warrants, services and holds', () => {
    const telling = ['Detainer', 'AdministrativeWarrant', 'ServiceRecord', 'Hold'].flatMap(
      (type) => view.types.get(type)?.members ?? [],
    );
    const plain = telling.filter(
      ({ type }) => type !== null && /^(ID|String|Boolean|Int|Date|DateTime|\w+(Form|Status))$/.test(namedType(type)),
    );
    const unnamed = plain.map(({ coordinate }) => coordinate).filter((coordinate) => !named.includes(coordinate));
    expect(unnamed).toEqual(['AdministrativeWarrant.releaseEligibleAt']);
  });
});
