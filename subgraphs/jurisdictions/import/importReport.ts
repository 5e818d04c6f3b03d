import type { ListEvent } from './comparePublications';
import { groupBy } from './groupBy';
import type { SupportModel } from './importTables';
import type { PreparedImport } from './prepareImport';
import { agreementKey } from './previousListing';

export interface NamedAgreement {
  readonly agency: string;
  readonly state: string;
  readonly model: SupportModel;
}

interface ReviewLine {
  readonly row: number | null;
  readonly field: string;
  readonly code: string;
  readonly reason: string;
}

/** What one import did, or would have done had it not been quarantined. */
export interface ImportReport {
  readonly file: string;
  readonly sha256: string;
  readonly kind: PreparedImport['kind'];
  readonly listedOn: string;
  readonly applied: boolean;
  /** The same file was applied before; nothing was changed by this run. */
  readonly already: boolean;
  readonly rows: number;
  readonly agreements: number;
  readonly agencies: number;
  readonly byModel: Readonly<Record<SupportModel, number>>;
  readonly withCounty: number;
  /** Agreements that no list had before; of a pending list those that were not there. */
  readonly new: number;
  /** Agreements whose name, signed date or addresses changed. */
  readonly changed: number;
  readonly delisted: readonly NamedAgreement[];
  readonly relisted: readonly NamedAgreement[];
  readonly needsReview: readonly ReviewLine[];
  readonly quarantine: readonly string[];
}

interface ReportParts {
  readonly fileName: string;
  readonly applied: boolean;
  /** Agreements that the database did not have. */
  readonly added: number;
}

export function importReport(prepared: PreparedImport, { fileName, applied, added }: ReportParts): ImportReport {
  const { events, kind, counts } = prepared;
  const coded = (...codes: readonly string[]) => events.filter(({ code }) => codes.includes(code));
  const changes = events.filter(({ code }) => !['LISTED', 'DELISTED', 'RELISTED'].includes(code));
  const { WSO, JEM, TFM } = counts.agreementsByModel;
  return {
    file: fileName,
    sha256: prepared.fileSha256,
    kind,
    listedOn: prepared.listedOn,
    applied,
    already: false,
    rows: counts.rows,
    agreements: WSO + JEM + TFM,
    agencies: counts.agencies,
    byModel: counts.agreementsByModel,
    withCounty: counts.withCounty,
    new: kind === 'PARTICIPATING' ? coded('LISTED').length : added,
    changed: groupBy(changes, agreementKey).size,
    delisted: coded('DELISTED').map(named),
    relisted: coded('RELISTED').map(named),
    needsReview: prepared.needsReview.map(({ rowNumber, field, code, message }) => {
      return { row: rowNumber, field, code, reason: message };
    }),
    quarantine: prepared.quarantine,
  };
}

/** The report of a file that is imported once more. */
export function repeatedReport(report: ImportReport): ImportReport {
  return { ...report, applied: false, already: true, new: 0, changed: 0, delisted: [], relisted: [] };
}

function named({ agencyName, state, model }: ListEvent): NamedAgreement {
  return { agency: agencyName, state, model };
}
