import { importReport } from '../../../../subgraphs/jurisdictions/import/importReport';
import { cutReport, joinReport } from '../../../../subgraphs/jurisdictions/import/reportParts';
import type { ListReportPart } from '../../../../subgraphs/jurisdictions/ListPublication.entity';
import { listRow, prepareRows } from '../../../kit/agencyList';

const report = importReport(prepareRows([listRow()]), { fileName: 'TEST.xlsx', applied: true, added: 1 });
const ids = { publicationId: 'TEST', newId: () => 'TEST' };
const cut = (quarantine: readonly string[]) => cutReport({ ...report, quarantine }, ids).rows as ListReportPart[];

describe('cutReport', () => {
  it('gives a short report one part', () => {
    expect(cut([]).map(({ partNumber }) => partNumber)).toEqual([1]);
  });

  it('cuts a long one into parts that a text column holds, whatever its characters, and loses nothing', () => {
    const quarantine = [`TEST-${'\u{1F6A9}ñ\n'.repeat(30_000)}`];
    const parts = cut(quarantine);
    expect(parts.length).toBeGreaterThan(5);
    expect(Math.max(...parts.map(({ text }) => Buffer.byteLength(text)))).toBeLessThan(65_535);
    expect(joinReport([...parts].reverse())).toEqual({ ...report, quarantine });
  });
});
