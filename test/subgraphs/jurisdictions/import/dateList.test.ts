import { dateList } from '../../../../subgraphs/jurisdictions/import/dateList';

const today = '2026-11-24';

function date(fileName: string, latestOn: string) {
  return dateList({ fileName, signedOns: ['2020-01-01', latestOn, latestOn, latestOn], today });
}

describe('dateList', () => {
  it.each([
    ['participatingAgencies05182026am.xlsx', '2026-05-15', '2026-05-18'],
    ['participatingAgencies05182026_b.xlsx', '2026-05-15', '2026-05-18'],
    ['participatingAgencies05182026pm2.xlsx', '2026-05-15', '2026-05-18'],
    ['C:\\lists 20250101\\participatingAgencies05182026mid.xlsx', '2026-05-15', '2026-05-18'],
    ['287gParticipatingAgencies091526pm.xlsx', '2026-09-10', '2026-09-15'],
    ['ParticipatingEntities-20240215025704.xlsx', '2020-08-21', '2024-02-15'],
    ['participatingAgencies090022025am.xlsx', '2025-08-29', '2025-09-02'],
  ])('reads %s', (fileName, latestOn, listedOn) => {
    expect(date(fileName, latestOn)).toEqual({ listedOn, isDoubtful: false });
  });

  it.each([
    ['a year too early', 'participatingAgencies01052025.xlsx', '2025-12-30', '2026-01-05'],
    ['a year too late', 'participatingAgencies10223025am.xlsx', '2025-10-20', '2025-10-22'],
    ['a month too early', 'participatingAgencies08022025pm.xlsx', '2025-08-28', '2025-08-28'],
    ['no such day', 'participatingAgencies02302026.xlsx', '2026-02-27', '2026-02-27'],
    ['no day at all', 'list.xlsx', '2026-02-27', '2026-02-27'],
  ])('doubts %s', (_, fileName, latestOn, listedOn) => {
    expect(date(fileName, latestOn)).toEqual({ listedOn, isDoubtful: true });
  });

  it('lets two late signed dates be mistakes, not three', () => {
    const fileName = 'participatingAgencies05182026am.xlsx';
    const two = ['2026-05-01', '2026-05-20', '2026-05-20', '5025-07-07'];
    expect(dateList({ fileName, signedOns: two, today })?.listedOn).toBe('2026-05-18');
    expect(dateList({ fileName, signedOns: [...two, '2026-05-20'], today })?.listedOn).toBe('2026-05-20');
  });

  it('knows no day without name and signed dates', () => {
    expect(dateList({ fileName: 'list.csv', signedOns: [], today })).toBeNull();
  });
});
