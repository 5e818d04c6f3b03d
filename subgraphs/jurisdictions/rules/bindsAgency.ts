/** The abbreviation under which rules that bind everyone stand. */
export const EVERY_STATE = 'US';

interface PlacedRule {
  readonly stateAbbr: string;
  readonly place: string;
}

interface PlacedAgency {
  readonly slug: string;
  readonly stateAbbr: string;
  /** GEOIDs of the areas that the agency polices. */
  readonly geoids: readonly string[];
}

const STATE_GEOID = /^\d{2}$/;

/** Whether a rule binds an agency: by its state, by one of its areas, or by its name. */
export function bindsAgency({ stateAbbr, place }: PlacedRule, agency: PlacedAgency): boolean {
  if (stateAbbr === EVERY_STATE) return true;
  if (stateAbbr !== agency.stateAbbr) return false;
  return STATE_GEOID.test(place) || agency.geoids.includes(place) || place === agency.slug;
}
