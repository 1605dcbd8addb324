/** The annex in a real browser: its policy refuses nothing of its own, so that its style and its drawings are as they were made. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { resultFrame } from '../../cli/host/run-study.js';
import { annex } from '../../reports/annex/index.js';
import { fileWords, resolveScenario } from '../../scenarios/index.js';
import { CARE } from '../scenarios/example-files.js';
import { memory } from '../scenarios/in-memory.js';
import { Folder, open, openBrowser } from './browser.js';

const folder = new Folder();
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  folder.remove();
});

function page(): string {
  const resolution = resolveScenario('scenario.yaml', memory(CARE));
  return annex({
    areas: [{ frame: resultFrame(resolution), report: null }],
    model: {
      of: resolution.scenario,
      words: fileWords(new Map(Object.entries(CARE))),
      software: { version: '1.2.3', licence: 'MIT', node: '>=20', libraries: {} },
      files: Object.keys(CARE),
      hash: 'f00d',
      commands: ['throughcare run scenario.yaml'],
    },
  }).html;
}

it('is styled and drawn, asks for nothing, and the browser has nothing to say of its policy', async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const opened = await open(context, folder.write('annex', page()));
    const seen = await opened.page.evaluate(() => ({
      skip: getComputedStyle(document.querySelector('.skip')!).position,
      drawings: document.querySelectorAll('.drawing svg').length,
      wide: getComputedStyle(document.querySelector('.drawing svg')!).maxWidth,
    }));
    expect(seen).toEqual({ skip: 'absolute', drawings: expect.any(Number) as number, wide: 'none' });
    expect(seen.drawings).toBeGreaterThan(0);
    expect(opened.requests).toEqual([]);
    expect(opened.errors).toEqual([]);
  } finally {
    await context.close();
  }
});

it('of another style the browser would say so', async () => {
  const context = await browser.newContext();
  try {
    const opened = await open(context, folder.write('other', page().replace('<h1>', '<h1 style="color: red">')));
    expect(opened.errors.join(' ')).toMatch(/Content Security Policy/);
  } finally {
    await context.close();
  }
});
