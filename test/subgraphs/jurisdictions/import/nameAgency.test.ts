import { nameAgency, ruleOfAgency } from '../../../../subgraphs/jurisdictions/import/nameAgency';
import { reference } from '../../../kit/agencyList';

const { tables } = reference;

describe('nameAgency', () => {
  it.each([
    "Test-Adams County Sheriff's Office",
    'Test-Adams County Sheriff’s Office ',
    'Test-Adams  County Sheriffs Office',
    "TEST-Adams County Sheriffs' Office",
    "Test-Adams County Sheriff' Office",
    "Test-Adams County Sheriff's Offic",
    "Test-Adams County\u00a0Sheriff's office (Addendum)",
  ])('gives %j one slug', (text) => {
    expect(nameAgency('AL', text, tables).slug).toBe('AL-test-adams-county-sheriffs-office');
  });

  it('repairs a capture that wrote "aria-label" for "alt"', () => {
    expect(nameAgency('FL', "TEST-Waria-labelon County Sheriff's Office", tables).listedName).toBe(
      "TEST-Walton County Sheriff's Office",
    );
  });

  it('keeps the listed name beside the one of the alias table', () => {
    expect(nameAgency('MS', 'Luka Police Department', tables)).toEqual({
      listedName: 'Luka Police Department',
      name: 'Iuka Police Department',
      slug: 'MS-iuka-police-department',
    });
    expect(nameAgency('AL', 'Luka Police Department', tables).slug).toBe('AL-luka-police-department');
  });
});

describe('ruleOfAgency', () => {
  it.each([
    ["TEST County Sheriff's Office", 'COUNTY', 'SHERIFF', 'COUNTY'],
    ['TEST Police Department', 'MUNICIPAL', 'POLICE', 'MUNICIPAL'],
    ['TEST County Constable Precinct 3', 'COUNTY', 'CONSTABLE', 'CONSTABLE_DISTRICT'],
    ['TEST State University Police', 'STATE', 'CAMPUS_POLICE', 'CAMPUS'],
    ['TEST County Port Authority Police', 'COUNTY', 'PORT_POLICE', 'PORT'],
    ['Port TEST Police Department', 'MUNICIPAL', 'POLICE', 'MUNICIPAL'],
    ['TEST Department of Corrections', 'STATE', 'STATE_DOC', 'STATE'],
    ['TEST County Corrections Department', 'COUNTY', 'COUNTY_DOC', 'COUNTY'],
    ['TEST National Guard', 'STATE', 'NATIONAL_GUARD', 'STATE'],
    ["TEST Attorney General's Office", 'STATE', 'PROSECUTOR', 'STATE'],
    ["TEST County District Attorney's Office", 'COUNTY', 'PROSECUTOR', 'JUDICIAL_DISTRICT'],
    ["TEST County Attorney's Office", 'COUNTY', 'PROSECUTOR', 'COUNTY'],
    ['TEST Regional Jail Authority', 'COUNTY', 'COUNTY_DOC', 'REGIONAL'],
    ['TEST Highway Patrol', 'STATE', 'STATE_POLICE', 'STATE'],
    ['TEST Department of Lottery Services', 'STATE', 'OTHER_STATE', 'STATE'],
    ['TEST Regional Police Department', 'MUNICIPAL', 'POLICE', 'REGIONAL'],
  ])('takes %s (%s) for %s at %s', (name, type, kind, level) => {
    expect(ruleOfAgency(name, type, tables)).toMatchObject({ kind, level });
  });

  it('has no rule for an agency that neither name nor type describes', () => {
    expect(ruleOfAgency('TEST Trust', null, tables)).toBeNull();
  });
});
