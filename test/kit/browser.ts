import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, type Page } from 'puppeteer-core';

const CHROMIUM_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export interface Browsed {
  readonly page: Page;
  /** Every URL the page asked for, `data:` ones excepted. */
  readonly requests: readonly string[];
  /** Warnings and errors of the console, Content Security Policy violations among them. */
  readonly complaints: readonly string[];
  /** Waits until an element within has `text` in its own text. */
  shows(selector: string, text: string): Promise<void>;
  /** Waits until no element matches. */
  lacks(selector: string): Promise<void>;
  close(): Promise<void>;
}

/** An empty page in a headless Chromium with a profile of its own. Fails, saying how to install it, where there is none. */
export async function browse(): Promise<Browsed> {
  const profile = mkdtempSync(join(tmpdir(), 'wso-browser-'));
  const browser = await launch({
    executablePath: chromiumPath(),
    userDataDir: profile,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith('data:')) requests.push(request.url());
  });
  page.on('console', (message) => {
    if (['error', 'warn', 'issue'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return {
    page,
    requests,
    complaints,
    shows: async (selector, text) => {
      await page.waitForSelector(`${selector} ::-p-text(${text})`);
    },
    lacks: async (selector) => {
      await page.waitForSelector(selector, { hidden: true });
    },
    close: async () => {
      await browser.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function chromiumPath(): string {
  const path = [process.env['CHROMIUM'], ...CHROMIUM_PATHS].find((one) => one !== undefined && existsSync(one));
  if (path === undefined)
    throw new Error('chromium: not found; run `apt-get install --no-install-recommends chromium`, or set CHROMIUM.');
  return path;
}
