import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { projectFile } from '../../schema/files';
import { splitRecords } from './import/readCsv';
import { HOLD_CLOCKS } from './readTemplates';
import type { StatePolicy } from './StatePolicy.entity';

const COLUMNS = [
  'stateAbbr',
  'place',
  'level',
  'instrument',
  'citation',
  'effectiveFrom',
  'effectiveTo',
  'existingAgreementDeadline',
  'agreementStance',
  'detainerHold',
  'civilWarrantArrest',
  'releaseNotification',
  'statusInquiry',
  'holdClock',
  'terminationApprovalBody',
  'confidence',
  'verifiedOn',
  'source',
] as const;

const blankAsNull = (text: unknown): unknown => (text === '' ? null : text);
const optional = <T extends z.ZodType>(type: T) => z.preprocess(blankAsNull, type.nullable());
const text = (length: number) => z.string().min(1).max(length);
const rule = z.enum(['PROHIBITED', 'JUDICIAL_WARRANT_REQUIRED', 'CONDITIONAL', 'PERMITTED', 'MANDATED', 'UNSPECIFIED']);

const policy = z.strictObject({
  stateAbbr: z.string().regex(/^[A-Z]{2}$/),
  /** Blank: the whole state. */
  place: optional(text(160)),
  level: z.enum(['FEDERAL', 'STATE', 'COUNTY', 'MUNICIPAL', 'AGENCY', 'COURT_ORDER']),
  instrument: text(200),
  citation: text(200),
  effectiveFrom: z.iso.date(),
  effectiveTo: optional(z.iso.date()),
  existingAgreementDeadline: optional(z.iso.date()),
  agreementStance: z.enum([
    'PROHIBITED',
    'PROHIBITED_STATE_AGENCIES',
    'REQUIRES_STATE_APPROVAL',
    'PERMITTED',
    'PERMITTED_LOCAL_BAN_VOID',
    'MANDATED_TO_APPLY',
    'MANDATED_ANY_MODEL',
    'UNSPECIFIED',
  ]),
  detainerHold: rule,
  civilWarrantArrest: rule,
  releaseNotification: rule,
  statusInquiry: rule,
  holdClock: optional(z.enum(HOLD_CLOCKS)),
  terminationApprovalBody: optional(text(80)),
  confidence: z.enum(['S', 'S-partial', 'S-conflict', 'K']),
  verifiedOn: optional(z.iso.date()),
  source: text(2000),
});

/** A rule of law as the data file states it; a null place is the whole state. */
export type PolicyFact = Omit<StatePolicy, 'id' | 'place'> & { readonly place: string | null };

/** The rules of law of the data file, checked. Throws where a row is odd. */
export function readPolicies(): readonly PolicyFact[] {
  const source = readFileSync(projectFile('subgraphs', 'jurisdictions', 'data', 'state-policies.csv'), 'utf8');
  const [, ...records] = splitRecords(source);
  return records.map((record) => policy.parse(Object.fromEntries(COLUMNS.map((name, at) => [name, record[at]]))));
}
