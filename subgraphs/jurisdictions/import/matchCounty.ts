import { lookUp, tableKey } from './cleanText';
import type { County } from './countyIndex';
import type { Reference } from './reference';

export interface CountyQuestion {
  readonly state: string;
  /** The list's county, '' when it has none. */
  readonly county: string;
  /** Asked where the list has no county: `Adams County Sheriff's Office` lies in Adams County. */
  readonly agencyName: string;
}

export interface CountyMatch {
  readonly county: County | null;
  readonly source: 'COLUMN' | 'FIX_TABLE' | 'AGENCY_NAME' | null;
}

const NONE: CountyMatch = { county: null, source: null };
const NAMED_COUNTY = /^(.+? (?:County|Parish)) (?:Sheriff|Constable|Jail|Prison|Detention|Corrections|Correctional)\b/i;

/** The county of a row: by exact name, by the table of misspelt ones, or by the agency's name where the list has none. */
export function matchCounty({ state, county, agencyName }: CountyQuestion, reference: Reference): CountyMatch {
  if (isBlankCounty(county, reference)) {
    const named = NAMED_COUNTY.exec(agencyName)?.[1];
    return matchedBy('AGENCY_NAME', named === undefined ? null : reference.counties.find(state, named));
  }
  const fixed = lookUp(reference.tables.countyFixes[state], county);
  if (fixed !== null) return matchedBy('FIX_TABLE', reference.counties.find(state, fixed));
  return matchedBy('COLUMN', reference.counties.find(state, county));
}

/** Whether a county cell says that there is none. */
export function isBlankCounty(county: string, { tables }: Reference): boolean {
  const key = tableKey(county);
  return key === '' || tables.blanks.includes(key) || tables.countyBlanks.includes(key);
}

function matchedBy(source: CountyMatch['source'], county: County | null): CountyMatch {
  return county === null ? NONE : { county, source };
}
