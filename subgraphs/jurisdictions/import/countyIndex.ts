import { cleanText } from './cleanText';

export interface County {
  /** Census GEOID, five digits. */
  readonly geoid: string;
  readonly state: string;
  readonly name: string;
}

/** Finds counties of a state by name; null for none, and for a bare name that two counties share. */
export interface CountyIndex {
  readonly counties: readonly County[];
  find(state: string, name: string): County | null;
}

const SUFFIX =
  /(?:city and borough|census area|planning region|county|parish|borough|municipality|municipio|island|district|city)$/;

/** Compares without case, accents, blanks or dots, `Saint` as `St.`, and without a suffix where the text has none. */
export function indexCounties(counties: readonly County[]): CountyIndex {
  const exact = new Map(counties.map((county) => [`${county.state} ${countyKey(county.name)}`, county]));
  const bare = new Map<string, County | null>();
  for (const county of counties) {
    const key = `${county.state} ${bareKey(county.name)}`;
    bare.set(key, bare.has(key) ? null : county);
  }
  return {
    counties,
    find(state, name) {
      const found = exact.get(`${state} ${countyKey(name)}`);
      if (found !== undefined) return found;
      // Lists write "County" for parishes and independent cities too; any other suffix has to be right.
      const isGeneric = !SUFFIX.test(spell(name)) || /county$/.test(spell(name));
      return isGeneric ? (bare.get(`${state} ${bareKey(name)}`) ?? null) : null;
    },
  };
}

function countyKey(name: string): string {
  return spell(name).replace(/ /g, '');
}

function bareKey(name: string): string {
  return spell(name).replace(SUFFIX, '').replace(/ /g, '');
}

function spell(name: string): string {
  return cleanText(name)
    .normalize('NFD')
    .replace(/[\u0300-\u036F.']/g, '')
    .toLowerCase()
    .replace(/\bsaint\b/g, 'st')
    .replace(/\bsainte\b/g, 'ste');
}
