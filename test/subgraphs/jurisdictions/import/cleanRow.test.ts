import { listRow, prepareRows } from '../../../kit/agencyList';
import { appliedListing } from '../../../kit/appliedListing';
import type { SheetCell } from '../../../kit/workbook';

const sound = prepareRows([listRow()]);
const previous = appliedListing(sound);

function codesOf(cells: Readonly<Record<string, SheetCell>>) {
  return prepareRows([listRow(cells)]).needsReview.map(({ code }) => code);
}

function cleanOf(cells: Readonly<Record<string, SheetCell>>) {
  return prepareRows([listRow(cells)]).rows[0]?.clean;
}

describe('cleanRow', () => {
  it('defect 1: blanks, line ends and no-break blanks change nothing', () => {
    const cells = {
      STATE: 'ALABAMA ',
      'LAW ENFORCEMENT AGENCY': "TEST-Baldwin  County Sheriff's Office ",
      TYPE: 'County ',
      COUNTY: '\nBaldwin\u00a0County ',
      'SUPPORT TYPE': ' Warrant Service Officer ',
      ADDENDUM: '\u00a0',
    };
    expect(cleanOf(cells)).toEqual(sound.rows[0]?.clean);
  });

  it('defect 1: an MOA cell that announces link and addendum keeps its link', () => {
    const link = 'https://www.ice.gov/doclib/287gMOA/TEST-Baldwin_WSO.pdf';
    expect(cleanOf({ MOA: { text: 'link\u00a0|\u00a0addendum', link } })?.moaUrl).toBe(link);
  });

  it('defect 2: apostrophes and lost letters make no new agency', () => {
    const names = ['Sheriff’s Office', 'Sheriffs Office', "Sheriff' Office", "Sheriff's Offic"];
    const slugs = names.map((name) => cleanOf({ 'LAW ENFORCEMENT AGENCY': `TEST-Baldwin County ${name}` })?.agencySlug);
    expect(new Set(slugs)).toEqual(new Set(['AL-test-baldwin-county-sheriffs-office']));
  });

  it('defect 3: the spellings of no county are no county', () => {
    const agency = { 'LAW ENFORCEMENT AGENCY': 'TEST-Mobile Police Department', TYPE: 'Municipality' };
    const state = { 'LAW ENFORCEMENT AGENCY': 'TEST-Alabama Department of Corrections', TYPE: 'State Agency' };
    for (const COUNTY of [{ error: '#N/A' }, '#NA', 'N/A', null]) {
      expect(cleanOf({ ...agency, COUNTY })?.countyGeoid).toBeNull();
      expect(codesOf({ ...agency, COUNTY })).toEqual(['COUNTY_MISSING']);
      expect(codesOf({ ...state, COUNTY })).toEqual([]);
    }
  });

  it.each([
    ['PENNSLYVANIA', 'PENNSYLVANIA', 'PA'],
    ['WEST VIRIGINIA', 'WEST VIRGINIA', 'WV'],
    ['WEST VIRGINA', 'west virginia', 'WV'],
    ['UTAh', 'UTAH', 'UT'],
    ['COMMONWEALTH OF THE NORTHERN MARIANA ISLANDS', 'NORTHERN MARIANA ISLANDS', 'MP'],
  ])('defect 4: a misspelt state is repaired and gives no false delisting (%s)', (wrong, right, state) => {
    const before = appliedListing(prepareRows([listRow({ STATE: right })]));
    const prepared = prepareRows([listRow({ STATE: wrong })], { previous: before });
    expect(prepared.rows[0]?.clean.state).toBe(state);
    expect([prepared.events, prepared.quarantine]).toEqual([[], []]);
  });

  it('defect 4: a state that no table knows is held for a person', () => {
    const prepared = prepareRows([listRow({ STATE: 'ALABAMMA' }), listRow()], { previous });
    expect(prepared.quarantine).toEqual(['State name is in no table: "ALABAMMA".']);
    expect(prepared.needsReview).toEqual([
      { code: 'STATE_UNKNOWN', rowNumber: 2, field: 'STATE', message: 'State is in no table: "ALABAMMA".' },
    ]);
  });

  it('defect 5: a misspelt county is mended by table, another is left to a person', () => {
    expect(cleanOf({ COUNTY: 'Frankin County' })).toMatchObject({ countyGeoid: '01059', countySource: 'FIX_TABLE' });
    expect(cleanOf({ COUNTY: 'North County' })?.countyGeoid).toBeNull();
    expect(codesOf({ COUNTY: 'North County' })).toEqual(['COUNTY_UNKNOWN']);
  });

  it.each([
    ['Warrant Services Officer', 'WSO'],
    ['Warrant Service Office', 'WSO'],
    ['Jail Enforcment Model ', 'JEM'],
    ['Jail Enforcement', 'JEM'],
    ['Task Force Officer ', 'TFM'],
    ['Task Force', 'TFM'],
  ])('defect 6: the model %j is %s', (text, model) => {
    expect(cleanOf({ 'SUPPORT TYPE': text })?.model).toBe(model);
  });

  it('defect 6: a blank or unknown model is UNMAPPED and delists nothing', () => {
    for (const text of ['', 'Hybrid Model', 'constructor']) {
      const prepared = prepareRows([listRow({ 'SUPPORT TYPE': text })], { previous });
      expect(prepared.rows[0]?.clean.model).toBe('UNMAPPED');
      expect(prepared.needsReview.map(({ code }) => code)).toEqual(['MODEL_UNMAPPED']);
      expect(prepared.events).toEqual([]);
    }
  });

  it('defect 7: misspelt types count, "#NA" says nothing, an unknown one is noted', () => {
    const agency = { 'LAW ENFORCEMENT AGENCY': 'TEST-Mobile Rangers', COUNTY: 'Mobile County' };
    const level = (TYPE: string) => cleanOf({ ...agency, TYPE })?.level;
    expect(['Muncipality ', 'Municipal', 'State', '#NA'].map(level)).toEqual(['MUNICIPAL', 'MUNICIPAL', 'STATE', null]);
    expect(codesOf({ TYPE: '#NA' })).toEqual([]);
    expect(codesOf({ TYPE: 'Tribe' })).toEqual(['TYPE_UNMAPPED']);
  });

  it('defect 8: broken dates are mended or left to a person, never guessed', () => {
    expect([cleanOf({ SIGNED: '05/082025' })?.signedOn, codesOf({ SIGNED: '05/082025' })]).toEqual([
      '2025-05-08',
      ['SIGNED_REPAIRED'],
    ]);
    expect([cleanOf({ SIGNED: '7/722025' })?.signedOn, codesOf({ SIGNED: '7/722025' })]).toEqual([
      null,
      ['SIGNED_UNREADABLE'],
    ]);
    expect([cleanOf({ SIGNED: '5025-07-07' })?.signedOn, codesOf({ SIGNED: '5025-07-07' })]).toEqual([
      null,
      ['SIGNED_IMPLAUSIBLE'],
    ]);
    expect(codesOf({ SIGNED: null })).toEqual(['SIGNED_MISSING']);
  });

  it.each([
    ['TEST-Baldwin County Constable Precinct 3', 'County', 'CONSTABLE_DISTRICT'],
    ['TEST-Mobile State University', 'State Agency', 'CAMPUS'],
    ['TEST-Mobile Port Authority Police', 'County', 'PORT'],
    ['TEST-Alabama National Guard', 'State Agency', 'STATE'],
    ['TEST-Baldwin Regional Jail Authority', 'County', 'REGIONAL'],
    ['TEST-Sixth Judicial Circuit State Attorney', 'State Agency', 'JUDICIAL_DISTRICT'],
  ])('defect 16: %s acts at another level than its county', (name, TYPE, level) => {
    expect(cleanOf({ 'LAW ENFORCEMENT AGENCY': name, TYPE })?.level).toBe(level);
  });

  it('holds an agency for a person whose name no column could keep', () => {
    const name = { 'LAW ENFORCEMENT AGENCY': `TEST-${'a'.repeat(156)}` };
    expect(cleanOf(name)?.agencySlug).toBeNull();
    expect(codesOf(name)).toContain('AGENCY_NAME_TOO_LONG');
  });

  it('defect 16: a state agency of a territory is TERRITORY', () => {
    const cells = {
      STATE: 'GUAM',
      'LAW ENFORCEMENT AGENCY': 'TEST-Attorney General',
      TYPE: 'State Agency',
      COUNTY: 'Guam',
    };
    expect(cleanOf(cells)).toMatchObject({ level: 'TERRITORY', countyGeoid: '66010', fieldOffice: 'San Francisco' });
  });
});
