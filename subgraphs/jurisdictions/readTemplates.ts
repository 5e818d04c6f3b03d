import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectFile } from '../../schema/files';
import type { MoaTemplate } from './MoaTemplate.entity';

const FUNCTIONS = [
  'SERVE_EXECUTE_I200',
  'SERVE_I205',
  'INTERROGATE',
  'PROCESS_VIOLATION',
  'WARRANTLESS_ARREST_CIVIL',
  'WARRANTLESS_ARREST_FELONY',
  'ADMINISTER_OATH_TAKE_EVIDENCE',
  'PREPARE_CHARGING_DOCUMENT',
  'ISSUE_DETAINER',
  'PREPARE_I213',
  'DETAIN_AND_TRANSPORT',
  'TAKE_CUSTODY_FOR_ICE',
] as const;

export const HOLD_CLOCKS = [
  'H48_FROM_SCHEDULED_RELEASE',
  'H48_FROM_SERVICE',
  'H48_FROM_DETAINER_RECEIPT',
  'H48_EXCL_WEEKENDS_HOLIDAYS',
] as const;

const count = z.number().int().min(0);
const template = z.strictObject({
  model: z.enum(['WSO', 'JEM', 'TFM']),
  revisionOn: z.iso.date(),
  functions: z.array(z.enum(FUNCTIONS)).min(1),
  exam: z.strictObject({
    minimumPercent: count.max(100).nullable(),
    retakes: count.nullable(),
    retakesCount: z.enum(['PER_EXAM', 'WHOLE_TRAINING']).nullable(),
  }),
  authorizationTermMonths: count.nullable(),
  agencyRevocationNoticeHours: count.nullable(),
  suspensionNoticeDays: count,
  iceTerminationNoticeDays: count,
  leaTerminationNoticeDays: count,
  holdClock: z.enum(HOLD_CLOCKS).nullable(),
  claimReportMinutes: count.nullable(),
  minMonthsOfService: count.nullable(),
  complaintNoticeHours: count.nullable(),
  complaintExcludesWeekends: z.boolean(),
  adjudicationDays: count.nullable(),
  refresherMinMonths: count.nullable(),
  reviewYears: count.nullable(),
  meetingMonths: count.nullable(),
  citation: z.string().min(1).max(200),
});
const file = z.object({ templates: z.array(template).min(1) });

/** The agreement templates of the data file, checked. Throws where an entry is odd. */
export function readTemplates(): readonly Omit<MoaTemplate, 'id'>[] {
  const source = readFileSync(projectFile('subgraphs', 'jurisdictions', 'data', 'moa-templates.yaml'), 'utf8');
  const { templates } = file.parse(parse(source, { merge: true, schema: 'core' }));
  return templates.map(({ exam, ...rest }) => ({
    ...rest,
    examMinimumPercent: exam.minimumPercent,
    examRetakes: exam.retakes,
    examRetakesCount: exam.retakesCount,
  }));
}
