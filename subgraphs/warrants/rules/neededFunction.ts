const FUNCTIONS: Readonly<Record<string, string>> = { I200: 'SERVE_EXECUTE_I200', I205: 'SERVE_I205' };

/** The delegated function that the service of a form needs; of an unknown form one that nobody has. Source: MOA App. A. */
export function neededFunction(form: string): string {
  return FUNCTIONS[form] ?? '';
}
