import { parse } from 'yaml';
import { z } from 'zod';

const states = z.record(z.string(), z.string().regex(/^[A-Z]{2}$/));
const byState = z.record(z.string().regex(/^[A-Z]{2}$/), z.record(z.string(), z.string()));
const pattern = z.string().transform((source) => new RegExp(source, 'i'));
const globalPattern = z.string().transform((source) => new RegExp(source, 'gi'));
const listType = z.enum(['COUNTY', 'MUNICIPAL', 'STATE']);
const supportModel = z.enum(['WSO', 'JEM', 'TFM']);
const agencyKind = z.enum([
  'SHERIFF',
  'POLICE',
  'STATE_POLICE',
  'STATE_DOC',
  'COUNTY_DOC',
  'CONSTABLE',
  'CAMPUS_POLICE',
  'PORT_POLICE',
  'PROSECUTOR',
  'NATIONAL_GUARD',
  'OTHER_STATE',
]);
const jurisdictionLevel = z.enum([
  'STATE',
  'COUNTY',
  'MUNICIPAL',
  'CAMPUS',
  'PORT',
  'CONSTABLE_DISTRICT',
  'JUDICIAL_DISTRICT',
  'REGIONAL',
  'TERRITORY',
]);

const importTables = z.strictObject({
  states,
  territories: z.array(z.string()),
  models: z.record(z.string(), supportModel),
  types: z.record(z.string(), listType),
  blanks: z.array(z.string()),
  countyBlanks: z.array(z.string()),
  countyFixes: byState,
  nameRepairs: z.array(z.tuple([globalPattern, z.string()])),
  agencyAliases: byState,
  agencyRules: z.array(
    z.strictObject({ pattern, type: listType.optional(), kind: agencyKind, level: jurisdictionLevel }),
  ),
});

export type ImportTables = z.infer<typeof importTables>;
export type SupportModel = z.infer<typeof supportModel>;
export type AgencyRule = ImportTables['agencyRules'][number];

/** The tables of `data/import-tables.yaml`, checked. Throws when a table or a value is unknown. */
export function readImportTables(source: string): ImportTables {
  return importTables.parse(parse(source));
}

export function isSupportModel(text: string): text is SupportModel {
  return supportModel.safeParse(text).success;
}
