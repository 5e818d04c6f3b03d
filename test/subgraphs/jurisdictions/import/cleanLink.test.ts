import { cleanLink } from '../../../../subgraphs/jurisdictions/import/cleanLink';

const plain = 'https://www.ice.gov/doclib/287gMOA/TEST-A_WSO.pdf';
const wrapped = `https://gcc02.safelinks.protection.outlook.com/?url=${encodeURIComponent(plain)}&amp;data=05%7C02&amp;reserved=0`;

describe('cleanLink', () => {
  it.each([
    ['a plain address', plain, plain],
    ['a mail filter', wrapped, plain],
    ['a mail filter in an archive', `https://web.archive.org/web/20240215025704/${wrapped}`, plain],
    ['an archive', `https://web.archive.org/web/20240215025704/${plain}`, plain],
    ['a browser extension', `chrome-extension://efaidnbmnnnibpcajpcglclefindmkaj/${plain.replace('//', '/')}`, plain],
    ['one slash', plain.replace('https://', 'https:/'), plain],
    ['no encryption', plain.replace('https', 'http'), plain],
    ['a blank inside', 'https://www.ice.gov/a b.pdf', 'https://www.ice.gov/a%20b.pdf'],
    ['an escaped blank inside', 'https://www.ice.gov/a%20b.pdf', 'https://www.ice.gov/a%20b.pdf'],
    ['blanks around', `\u00a0${plain}%20 `, plain],
  ])('frees an address from %s', (_, link, address) => {
    expect(cleanLink(link)).toBe(address);
  });

  it.each([
    'javascript:alert(1)',
    'mailto:a@example.com',
    'link',
    '',
    'https://',
    'https://a:b@www.ice.gov/x',
    'https://a@www.ice.gov/x',
    `https://a.example/${'a'.repeat(500)}`,
  ])('refuses %j', (link) => {
    expect(cleanLink(link)).toBeNull();
  });
});
