export type PolicyOutcome = 'ALLOWED' | 'PROHIBITED' | 'CONDITIONAL' | 'CONFLICT' | 'NO_RULE';

/** What one rule says on one question. */
export type Leaning = 'FORBIDS' | 'DEMANDS' | 'LIMITS' | 'ALLOWS' | 'SILENT';

export interface WeighedRule {
  readonly level: string;
  readonly confidence: string;
  readonly leaning: Leaning;
}

/** Whose text was read, in whole or in part; a rule known less well forbids nothing by itself. */
const DECIDES: readonly string[] = ['S', 'S-partial'];

/** Of all rules in force the most restrictive counts; where one level demands what another forbids, nobody but a person decides. */
export function policyOutcome(rules: readonly WeighedRule[]): PolicyOutcome {
  const levels = (leaning: Leaning, decides: boolean): readonly string[] =>
    rules
      .filter((rule) => rule.leaning === leaning && DECIDES.includes(rule.confidence) === decides)
      .map(({ level }) => level);
  const forbidding = levels('FORBIDS', true);
  const demanding = levels('DEMANDS', true);
  if (forbidding.some((level) => demanding.some((other) => other !== level))) return 'CONFLICT';
  if (forbidding.length > 0) return 'PROHIBITED';
  if (levels('FORBIDS', false).length > 0 || rules.some(({ leaning }) => leaning === 'LIMITS')) return 'CONDITIONAL';
  return rules.some(({ leaning }) => leaning !== 'SILENT') ? 'ALLOWED' : 'NO_RULE';
}

const STATE_AGENCIES: readonly string[] = ['STATE_POLICE', 'STATE_DOC', 'NATIONAL_GUARD', 'OTHER_STATE'];

export interface AgreementParty {
  readonly agencyKind: string | null;
  readonly isApproved: boolean;
}

/** What an `AgreementStance` says to one agency; one that is unknown forbids. */
export function leaningOfStance(stance: string, { agencyKind, isApproved }: AgreementParty): Leaning {
  switch (stance) {
    case 'PROHIBITED':
      return 'FORBIDS';
    case 'PROHIBITED_STATE_AGENCIES':
      return agencyKind !== null && !STATE_AGENCIES.includes(agencyKind) ? 'ALLOWS' : 'FORBIDS';
    case 'REQUIRES_STATE_APPROVAL':
      return isApproved ? 'ALLOWS' : 'LIMITS';
    case 'MANDATED_TO_APPLY':
    case 'MANDATED_ANY_MODEL':
      return 'DEMANDS';
    case 'PERMITTED':
    case 'PERMITTED_LOCAL_BAN_VOID':
      return 'ALLOWS';
    case 'UNSPECIFIED':
      return 'SILENT';
    default:
      return 'FORBIDS';
  }
}

/** What a `CooperationRule` says on an arrest on a warrant that no court issued; one that is unknown forbids. */
export function leaningOfRule(rule: string): Leaning {
  switch (rule) {
    case 'PROHIBITED':
    case 'JUDICIAL_WARRANT_REQUIRED':
      return 'FORBIDS';
    case 'CONDITIONAL':
      return 'LIMITS';
    case 'MANDATED':
      return 'DEMANDS';
    case 'PERMITTED':
      return 'ALLOWS';
    case 'UNSPECIFIED':
      return 'SILENT';
    default:
      return 'FORBIDS';
  }
}
