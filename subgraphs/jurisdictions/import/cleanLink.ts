import { cleanText } from './cleanText';

const MAX_UNWRAPS = 4;
/** What the columns of an agreement hold. */
const MAX_ADDRESS_CHARACTERS = 500;
const ARCHIVE = /^https?:\/+web\.archive\.org\/web\/[^/]+\//i;
const EXTENSION = /^chrome-extension:\/+[a-z]+\//i;

/** The address behind a link, freed of mail filters, archives and slips of the pen; null when it is no web address. */
export function cleanLink(link: string): string | null {
  let address = cleanText(link).replaceAll('&amp;', '&');
  for (let round = 0; round < MAX_UNWRAPS; round += 1) address = unwrap(address);
  const url = parseUrl(address);
  if (url === null || url.href.length > MAX_ADDRESS_CHARACTERS) return null;
  if (/(?:^|\.)ice\.gov$/.test(url.hostname)) url.protocol = 'https:';
  return url.href.replace(/(?:%20)+$/, '');
}

function unwrap(address: string): string {
  const bare = address
    .replace(EXTENSION, '')
    .replace(ARCHIVE, '')
    .replace(/^(https?):\/*/i, '$1://');
  const url = parseUrl(bare);
  if (url === null || !/(?:^|\.)safelinks\.protection\.outlook\.com$/.test(url.hostname)) return bare;
  return url.searchParams.get('url') ?? bare;
}

function parseUrl(address: string): URL | null {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return null;
  const url = new URL(address);
  return url.username === '' && url.password === '' ? url : null;
}
