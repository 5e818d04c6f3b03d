import type { OfficerClauses } from '../../schema/services';
import type { MoaTemplate } from './MoaTemplate.entity';

type Facts = Omit<MoaTemplate, 'id'>;

/** What the templates lay down for officers, one entry a model: of those preferred, else of all, the newest revision. */
export function officerClauses<T extends Facts>(
  templates: readonly T[],
  isPreferred: (template: T) => boolean,
): OfficerClauses[] {
  const chosen = new Map<string, T>();
  const oldestFirst = [...templates].sort((one, other) => (one.revisionOn < other.revisionOn ? -1 : 1));
  for (const preferred of [false, true])
    for (const one of oldestFirst) if (isPreferred(one) === preferred) chosen.set(one.model, one);
  return [...chosen.values()].map(clausesOf);
}

function clausesOf(template: Facts): OfficerClauses {
  const { model, functions, examMinimumPercent, examRetakes, examRetakesCount } = template;
  const { minMonthsOfService, authorizationTermMonths, agencyRevocationNoticeHours, refresherMinMonths } = template;
  const { complaintNoticeHours, complaintExcludesWeekends, adjudicationDays } = template;
  return {
    model,
    functions: [...functions],
    examMinimumPercent,
    examRetakes,
    examRetakesCount,
    minMonthsOfService,
    authorizationTermMonths,
    agencyRevocationNoticeHours,
    complaintNoticeHours,
    complaintExcludesWeekends,
    adjudicationDays,
    refresherMinMonths,
  };
}
