import { ListReportPart } from '../ListPublication.entity';
import type { ImportReport } from './importReport';
import type { PlannedTable, PlanParts } from './publicationPlan';

/** A text column of MySQL holds 65,535 bytes. */
const MAX_PART_CHARACTERS = 60_000;

/** A report cut into rows. Written in ASCII alone, so that a cut splits no character and a character is one byte. */
export function cutReport(
  report: ImportReport,
  { publicationId, newId }: Omit<PlanParts, 'known' | 'addsOnly'>,
): PlannedTable {
  const text = JSON.stringify(report).replace(/[\u007F-\uFFFF]/g, escaped);
  const rows = (text.match(new RegExp(`.{1,${MAX_PART_CHARACTERS}}`, 'g')) ?? []).map((part, index): ListReportPart => {
    return { id: newId(), publicationId, partNumber: index + 1, text: part };
  });
  return { entity: ListReportPart, rows };
}

export function joinReport(parts: readonly ListReportPart[]): ImportReport {
  const inOrder = parts.toSorted((one, other) => one.partNumber - other.partNumber);
  return JSON.parse(inOrder.map(({ text }) => text).join('')) as ImportReport;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
