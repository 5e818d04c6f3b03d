import { matchCounty } from '../../../../subgraphs/jurisdictions/import/matchCounty';
import { reference } from '../../../kit/agencyList';

function match(state: string, county: string, agencyName = 'TEST-Police Department') {
  const { county: found, source } = matchCounty({ state, county, agencyName }, reference);
  return [found?.geoid ?? null, source];
}

describe('matchCounty', () => {
  it.each([
    ['AL', 'Baldwin County', '01003', 'COLUMN'],
    ['AL', ' baldwin  COUNTY', '01003', 'COLUMN'],
    ['GA', 'Decatur', '13087', 'COLUMN'],
    ['MO', 'Saint Francois County', '29187', 'COLUMN'],
    ['LA', 'Saint Landry County', '22097', 'COLUMN'],
    ['LA', 'LaSalle Parish', '22059', 'COLUMN'],
    ['NM', 'Doña Ana County', '35013', 'COLUMN'],
    ['VA', 'Hopewell County', '51670', 'COLUMN'],
    ['VA', 'Richmond County', '51159', 'COLUMN'],
    ['VA', 'Richmond City', '51760', 'COLUMN'],
    ['NV', 'Carson City', '32510', 'COLUMN'],
    ['AR', 'Pulaksi County', '05119', 'FIX_TABLE'],
    ['TX', 'Guadalupe Conty', '48187', 'FIX_TABLE'],
    ['VA', 'Richmond', null, null],
    ['AL', 'Autauga Parish', null, null],
    ['TX', 'Overton County', null, null],
    ['WV', 'Washington County', null, null],
    ['', 'Baldwin County', null, null],
  ])('finds in %s %j: %s', (state, county, geoid, source) => {
    expect(match(state, county)).toEqual([geoid, source]);
  });

  it("asks the agency's name only where the list has no county", () => {
    expect(match('AL', '#N/A', "Baldwin County Sheriff's Office")).toEqual(['01003', 'AGENCY_NAME']);
    expect(match('AL', 'Nowhere County', "Baldwin County Sheriff's Office")).toEqual([null, null]);
    expect(match('AL', '', 'Baldwin Police Department')).toEqual([null, null]);
  });

  it('knows every county that its fix table names', () => {
    const fixes = Object.entries(reference.tables.countyFixes).flatMap(([state, fixed]) =>
      Object.keys(fixed).map((name) => [state, name] as const),
    );
    expect(fixes.filter(([state, name]) => match(state, name)[1] !== 'FIX_TABLE')).toEqual([]);
  });
});
