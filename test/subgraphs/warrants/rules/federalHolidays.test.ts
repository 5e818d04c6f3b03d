import { federalHolidays } from '../../../../subgraphs/warrants/rules/federalHolidays';

/** Observed days as the Office of Personnel Management publishes them, month and day. */
const TABLE: Readonly<Record<number, string>> = {
  2024: '01-01 01-15 02-19 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25',
  2025: '01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25',
  2026: '01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25',
  2027: '01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31',
  2028: '01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25',
  2029: '01-01 01-15 02-19 05-28 06-19 07-04 09-03 10-08 11-12 11-22 12-25',
  2030: '01-01 01-21 02-18 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25',
};

describe('federalHolidays', () => {
  it.each(Object.entries(TABLE))('gives the observed days of %s', (year, days) => {
    expect(federalHolidays(Number(year))).toEqual(days.split(' ').map((day) => `${year}-${day}`));
  });
});
