import { listHeader, listRow, prepareRows, reference } from '../../../kit/agencyList';
import { appliedListing } from '../../../kit/appliedListing';
import { type SheetCell, writeWorkbook } from '../../../kit/workbook';

const today = '2026-11-24';
const sound = prepareRows([listRow()]);
const previous = appliedListing(sound);

function codesOf(cells: Readonly<Record<string, SheetCell>>) {
  return prepareRows([listRow(cells)]).needsReview.map(({ code }) => code);
}

function cleanOf(cells: Readonly<Record<string, SheetCell>>) {
  return prepareRows([listRow(cells)]).rows[0]?.clean;
}

describe('prepareImport', () => {
  it('says what a sound row means', () => {
    expect(sound.rows[0]?.clean).toEqual({
      rowNumber: 2,
      state: 'AL',
      listedName: "TEST-Baldwin County Sheriff's Office",
      agencyName: "TEST-Baldwin County Sheriff's Office",
      agencySlug: 'AL-test-baldwin-county-sheriffs-office',
      agencyKind: 'SHERIFF',
      level: 'COUNTY',
      countyGeoid: '01003',
      countySource: 'COLUMN',
      fieldOffice: 'New Orleans',
      model: 'WSO',
      signedOn: '2025-12-09',
      moaStatus: 'POSTED',
      moaUrl: 'https://www.ice.gov/doclib/287gMOA/TEST-Baldwin_WSO.pdf',
      addendumUrl: null,
      isAddendumRow: false,
    });
    expect(sound).toMatchObject({
      kind: 'PARTICIPATING',
      listedOn: '2026-05-18',
      needsReview: [],
      quarantine: [],
      counts: { rows: 1, agencies: 1, agreementsByModel: { WSO: 1, JEM: 0, TFM: 0 }, withCounty: 1 },
    });
  });

  it('finds the field office of a county where a state has several', () => {
    const office = (COUNTY: string) => cleanOf({ STATE: 'TEXAS', COUNTY })?.fieldOffice;
    expect(['Harris County', 'Bexar County', '#N/A'].map(office)).toEqual(['Houston', 'San Antonio', null]);
  });

  it('defect 9: a corrected date is the same agreement', () => {
    const prepared = prepareRows([listRow({ SIGNED: '2025-12-01' })], { previous });
    expect(prepared.events.map(({ code, before, after }) => [code, before, after])).toEqual([
      ['SIGNED_DATE_CORRECTED', '2025-12-09', '2025-12-01'],
    ]);
  });

  it('defect 10: an "(Addendum)" row lends its address to the agreement', () => {
    const addendum = { text: 'link', link: 'https://www.ice.gov/TEST-addendum.pdf' };
    const row = listRow({ 'LAW ENFORCEMENT AGENCY': "TEST-Baldwin County Sheriff's Office (Addendum)", MOA: addendum });
    const prepared = prepareRows([row, listRow()], { previous });
    expect(prepared.rows.map(({ use }) => use)).toEqual(['ADDENDUM', 'AGREEMENT']);
    expect(prepared.rows[1]?.clean).toMatchObject({ moaStatus: 'ADDENDUM_POSTED', addendumUrl: addendum.link });
    expect(prepared.events.map(({ code }) => code)).toEqual(['ADDENDUM_ADDED']);
    expect(prepared.needsReview).toEqual([]);
  });

  it('defect 10: an agreement under another party is suggested, not renamed', () => {
    const county = { 'LAW ENFORCEMENT AGENCY': 'TEST-Baldwin County Board of Commissioners' };
    const prepared = prepareRows([listRow(county)], { previous });
    expect(prepared.events.map(({ code }) => code)).toEqual(['LISTED', 'DELISTED']);
    expect(prepared.needsReview.map(({ code, message }) => [code, message])).toEqual([
      [
        'RENAME_SUSPECTED',
        'Agency may be another one under a new name: "TEST-Baldwin County Sheriff\'s Office -> TEST-Baldwin County Board of Commissioners".',
      ],
    ]);
  });

  it('defect 11: a repeated agreement counts once, a near-duplicate twice, both are noted', () => {
    const prepared = prepareRows([listRow(), listRow()]);
    expect(prepared.counts.agreementsByModel.WSO).toBe(1);
    expect(prepared.needsReview.map(({ code, rowNumber }) => [code, rowNumber])).toEqual([['DUPLICATE', 3]]);
    const near = listRow({ 'LAW ENFORCEMENT AGENCY': "TEST-Baldwin County Sheriff's Department" });
    expect(prepareRows([listRow(), near]).needsReview.map(({ code }) => code)).toEqual(['NEAR_DUPLICATE']);
  });

  it('defect 12: a link wrapped by a mail filter is no other link', () => {
    const link =
      'https://gcc02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.ice.gov%2Fdoclib%2F287gMOA%2FTEST-Baldwin_WSO.pdf&amp;data=05';
    expect(prepareRows([listRow({ MOA: { text: 'link', link } })], { previous }).events).toEqual([]);
    expect(codesOf({ MOA: 'link' })).toEqual(['LINK_MISSING']);
    expect(codesOf({ MOA: { text: 'link', link: 'javascript:alert(1)' } })).toEqual(['LINK_UNREADABLE']);
  });

  it('defect 13: a file name that cannot be right is noted, and a person can give the day', () => {
    const fileName = 'participatingAgencies02302026.xlsx';
    const rows = [1, 2, 3].map((day) => listRow({ SIGNED: `2026-05-0${day}`, COUNTY: 'Mobile County' }));
    const prepared = prepareRows(rows, { fileName });
    expect([prepared.listedOn, prepared.needsReview[0]?.code]).toEqual(['2026-05-01', 'LIST_DATE_DOUBTFUL']);
    expect(prepareRows(rows, { fileName, listedOn: '2026-05-05' }).listedOn).toBe('2026-05-05');
    expect(() => prepareRows(rows, { fileName: 'participatingAgencies05152026.xlsx', previous })).toThrow(
      expect.objectContaining({ code: 'LIST_OUTDATED' }),
    );
    expect(() => prepareRows([listRow({ SIGNED: null })], { fileName: 'list.xlsx' })).toThrow(
      expect.objectContaining({ code: 'LIST_DATE_UNKNOWN' }),
    );
  });

  it('defects 13 and 14: a list without signed dates is a pending one whatever its name, and delists nothing', () => {
    const columns = [0, 1, 2, 3, 4];
    const rows = [listHeader, listRow()].map((row) => columns.map((column) => row[column] ?? null));
    const prepared = prepareRows([], { bytes: writeWorkbook(rows), previous });
    expect([prepared.kind, prepared.events, prepared.needsReview]).toEqual(['PENDING', [], []]);
    expect(prepared.rows[0]?.clean).toMatchObject({ signedOn: null, moaStatus: 'LINK_PENDING' });
  });

  it('defect 15: what is gone is DELISTED by name, never terminated', () => {
    const rest = listRow({ STATE: 'TEXAS', COUNTY: 'Harris County' });
    const delisted = prepareRows([rest], { previous }).delisted;
    expect(delisted.map(({ code, agencyName }) => [code, agencyName])).toEqual([
      ['DELISTED', "TEST-Baldwin County Sheriff's Office"],
    ]);
  });

  it('keeps the raw cells and gives the same file the same hash', () => {
    const cells = { COUNTY: '\nBaldwin County ' };
    expect(prepareRows([listRow(cells)]).rows[0]?.raw.cells.COUNTY).toEqual({
      text: '\nBaldwin County ',
      link: null,
      date: null,
    });
    expect(prepareRows([listRow()]).fileSha256).toBe(sound.fileSha256);
    expect(prepareRows([listRow(cells)]).fileSha256).not.toBe(sound.fileSha256);
  });

  it('reads the same list from comma-separated text', () => {
    const url = 'https://www.ice.gov/doclib/287gMOA/TEST-Baldwin_WSO.pdf';
    const line = `ALABAMA,TEST-Baldwin County Sheriff's Office,County,Baldwin County,Warrant Service Officer,12/9/2025,${url},`;
    const bytes = Buffer.from(`\uFEFF${listHeader.join(',')}\r\n${line}\r\n`);
    const fileName = 'participatingAgencies05182026am.csv';
    expect(prepareRows([], { bytes, fileName, previous, reference, today })).toMatchObject({
      events: [],
      needsReview: [],
      rows: [{ clean: sound.rows[0]?.clean, use: 'AGREEMENT' }],
    });
  });
});
