/** What the agreement texts of 2025 lay down for the officers of one support model. */
export interface ModelClauses {
  readonly functions: readonly string[];
  /** Null: ICE decides on each examination. */
  readonly passPercent: number | null;
  /** How many failed examinations one may take once more: of each, or in the whole training; null: ICE decides. */
  readonly retakes: { readonly count: number; readonly per: 'EXAM' | 'TRAINING' } | null;
  readonly minMonthsOfService: number;
  /** How long an authorization lasts; null: until it is ended. */
  readonly termMonths: number | null;
  /** Hours, weekends left out, within which ICE has to be told of a complaint; null: the text sets none. */
  readonly complaintHours: number | null;
  /** Whether an officer stays off duty until a complaint about him is adjudicated, and when that is expected. */
  readonly adjudicationDays: number | null;
  /** Months between refreshers at least; null: the text sets none. */
  readonly refresherMinMonths: number | null;
}

const WSO_FUNCTIONS = ['SERVE_EXECUTE_I200', 'SERVE_I205'];
const JEM_FUNCTIONS = [
  ...WSO_FUNCTIONS,
  'INTERROGATE',
  'PROCESS_VIOLATION',
  'ADMINISTER_OATH_TAKE_EVIDENCE',
  'PREPARE_CHARGING_DOCUMENT',
  'ISSUE_DETAINER',
  'PREPARE_I213',
  'DETAIN_AND_TRANSPORT',
];
const TFM_FUNCTIONS = [
  ...JEM_FUNCTIONS.filter((one) => one !== 'SERVE_I205'),
  'WARRANTLESS_ARREST_CIVIL',
  'WARRANTLESS_ARREST_FELONY',
];

const CLAUSES: Readonly<Record<string, ModelClauses>> = {
  // MOA IV.B to IV.D, appendices A and B.
  WSO: {
    functions: WSO_FUNCTIONS,
    passPercent: 70,
    retakes: { count: 1, per: 'EXAM' },
    minMonthsOfService: 0,
    termMonths: null,
    complaintHours: 48,
    adjudicationDays: null,
    refresherMinMonths: null,
  },
  JEM: {
    functions: JEM_FUNCTIONS,
    passPercent: 70,
    retakes: { count: 1, per: 'TRAINING' },
    minMonthsOfService: 0,
    termMonths: null,
    complaintHours: 48,
    adjudicationDays: null,
    refresherMinMonths: 24,
  },
  // TFM VII to IX.
  TFM: {
    functions: TFM_FUNCTIONS,
    passPercent: null,
    retakes: null,
    minMonthsOfService: 24,
    termMonths: 24,
    complaintHours: null,
    adjudicationDays: 90,
    refresherMinMonths: 12,
  },
};

export function clausesOf(model: string): ModelClauses {
  const clauses = CLAUSES[model];
  if (clauses === undefined) throw new Error('No such support model.');
  return clauses;
}
