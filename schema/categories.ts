/** The kinds of data an element can hold, in the order of `classified__Category`. */
export const CATEGORIES = [
  'PUBLIC',
  'OPERATIONAL',
  'IDENTITY',
  'OFFICER',
  'DISCIPLINE',
  'STATISTIC',
  'CITIZENSHIP',
  'ALIENAGE',
  'REMOVABILITY',
  'IMMIGRATION_ID',
  'PROCESSING',
  'BIOMETRIC',
  'CONSULAR',
  'SPECIAL_PROTECTION',
  'AUDIT',
] as const;

export type Category = (typeof CATEGORIES)[number];

/** The categories that a WSO never sees and that live in a data store of their own. */
export const PROTECTED: ReadonlySet<Category> = new Set(
  CATEGORIES.slice(CATEGORIES.indexOf('CITIZENSHIP'), CATEGORIES.indexOf('SPECIAL_PROTECTION') + 1),
);

export function isCategory(value: unknown): value is Category {
  return typeof value === 'string' && (CATEGORIES as readonly string[]).includes(value);
}
