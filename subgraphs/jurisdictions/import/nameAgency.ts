import { cleanText, lookUp } from './cleanText';
import type { AgencyRule, ImportTables } from './importTables';

export interface AgencyName {
  /** The name as the list has it, spelling of its words repaired. */
  readonly listedName: string;
  /** The name that makes the agency's identity: the alias table's, else the listed one. */
  readonly name: string;
  /** State and name, for example `AL-autauga-county-sheriffs-office`. */
  readonly slug: string;
}

/** Names an agency of a state so that all spellings of one agency share a slug. */
export function nameAgency(state: string, text: string, tables: ImportTables): AgencyName {
  const listedName = repairName(text, tables);
  const name = lookUp(tables.agencyAliases[state], listedName) ?? listedName;
  return { listedName, name, slug: `${state}-${slugOf(name)}` };
}

/** Spelling of an agency's name repaired by table, its words kept. */
export function repairName(text: string, tables: ImportTables): string {
  return tables.nameRepairs.reduce(
    (name, [pattern, replacement]) => cleanText(name.replace(pattern, replacement)),
    cleanText(text),
  );
}

/** Kind and level of an agency by the first rule that fits its name and the list's type; null when none does. */
export function ruleOfAgency(name: string, type: string | null, tables: ImportTables): AgencyRule | null {
  const fits = (rule: AgencyRule) => (rule.type === undefined || rule.type === type) && rule.pattern.test(name);
  return tables.agencyRules.find(fits) ?? null;
}

function slugOf(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[\u0300-\u036F'".]/g, '')
    .replace(/&/g, ' and ')
    .replace(/\bsaint\b/g, 'st')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
