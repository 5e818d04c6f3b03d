import { lookUp, tableKey } from './cleanText';
import type { AgencyRule } from './importTables';
import { type CountyMatch, isBlankCounty, matchCounty } from './matchCounty';
import { ruleOfAgency } from './nameAgency';
import type { ListColumn } from './rawList';
import type { Reference } from './reference';
import type { ReviewCode } from './reviewNote';

/** What an agency is and where. Nulls are what neither the list nor the tables tell. */
export interface AgencyPlace {
  readonly agencyKind: AgencyRule['kind'] | null;
  readonly level: AgencyRule['level'] | null;
  readonly countyGeoid: string | null;
  readonly countySource: CountyMatch['source'];
  /** Name of the ERO field office; null while state and county do not decide. */
  readonly fieldOffice: string | null;
}

export interface PlaceQuestion {
  readonly state: string | null;
  readonly name: string;
  readonly type: string;
  readonly county: string;
}

interface PlaceContext {
  readonly reference: Reference;
  readonly columns: readonly ListColumn[];
}

type Report = (code: ReviewCode, field: ListColumn) => void;

/** Kind and level by rule, county by name, field office by county or state; reports what stays open. */
export function placeAgency(question: PlaceQuestion, context: PlaceContext, report: Report): AgencyPlace {
  const { tables, fieldOffices } = context.reference;
  const state = question.state ?? '';
  const rule = ruleOf(question, context, report);
  const level = rule?.level === 'STATE' && tables.territories.includes(state) ? 'TERRITORY' : (rule?.level ?? null);
  const { county, source } = matchCounty({ ...question, state, agencyName: question.name }, context.reference);
  if (county === null && state !== '' && context.columns.includes('COUNTY')) {
    reportCounty({ ...question, level }, context, report);
  }
  return {
    agencyKind: rule?.kind ?? null,
    level,
    countyGeoid: county?.geoid ?? null,
    countySource: source,
    fieldOffice: fieldOffices.ofCounty.get(county?.geoid ?? '') ?? fieldOffices.ofState.get(state) ?? null,
  };
}

function ruleOf({ name, type: text }: PlaceQuestion, { reference }: PlaceContext, report: Report): AgencyRule | null {
  const { tables } = reference;
  const type = lookUp(tables.types, text);
  if (type === null && text !== '' && !tables.blanks.includes(tableKey(text))) report('TYPE_UNMAPPED', 'TYPE');
  const rule = ruleOfAgency(name, type, tables);
  if (rule === null && name !== '') report('AGENCY_KIND_UNKNOWN', 'LAW ENFORCEMENT AGENCY');
  return rule;
}

function reportCounty(
  { county, level }: PlaceQuestion & Pick<AgencyPlace, 'level'>,
  { reference }: PlaceContext,
  report: Report,
): void {
  const isStatewide = level === 'STATE' || level === 'TERRITORY';
  if (!isBlankCounty(county, reference)) report('COUNTY_UNKNOWN', 'COUNTY');
  else if (!isStatewide) report('COUNTY_MISSING', 'COUNTY');
}
