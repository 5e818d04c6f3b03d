/**
 * Of the names of entities the one that a reference or an argument is about: `warrant` means AdministrativeWarrant,
 * `serviceId` a ServiceRecord, `listedAgreementId` an Agreement. Null where none fits.
 */
export function entityFor(word: string, names: readonly string[]): string | null {
  const wanted = word.replace(/Id$/, '').toLowerCase();
  const fits: readonly ((name: string) => boolean)[] = [
    (name) => name === wanted,
    (name) => name.endsWith(wanted),
    (name) => name.startsWith(wanted),
    (name) => wanted.endsWith(name),
  ];
  return (
    fits.map((isFit) => names.find((name) => isFit(name.toLowerCase()))).find((name) => name !== undefined) ?? null
  );
}
