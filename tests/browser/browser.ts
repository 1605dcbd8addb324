/** The system's Chromium, driven without a window. Where there is none a test fails: what it would have found is not known. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const PLACES = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

export async function openBrowser(): Promise<Browser> {
  const executablePath = PLACES.find((place) => place !== undefined && existsSync(place));
  if (executablePath === undefined)
    throw new Error('No Chromium: install it (apt-get install chromium) or name its program in CHROMIUM.');
  // The sandbox cannot be had by root, as whom containers run.
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({ executablePath, args: isRoot ? ['--no-sandbox'] : [] });
}

/** Pages as files, as people open them. */
export class Folder {
  readonly #path = mkdtempSync(join(tmpdir(), 'pages-'));

  write(name: string, text: string): string {
    const path = join(this.#path, `${name}.html`);
    writeFileSync(path, text);
    return pathToFileURL(path).href;
  }

  remove(): void {
    rmSync(this.#path, { recursive: true, force: true });
  }
}

export interface Opened {
  readonly page: Page;
  /** Requests for anything but the page itself. */
  readonly requests: string[];
  /** What the console was told of errors, and errors that nothing caught. */
  readonly errors: string[];
}

/** Opens a page, and keeps what it asks for and complains of. */
export async function open(context: BrowserContext, url: string): Promise<Opened> {
  const page = await context.newPage();
  const requests: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => {
    if (request.url() !== url) requests.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('dialog', (dialog) => {
    errors.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(url);
  return { page, requests, errors };
}
