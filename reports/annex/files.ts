/** The technical annex as files of a report. */
import type { ReportFile } from '../index.js';
import { annex, type AnnexAbout, type AnnexModel } from './index.js';

export function annexFiles(areas: AnnexAbout['areas'], model: AnnexModel): readonly ReportFile[] {
  const { html, markdown } = annex({ areas, model });
  return [
    { path: 'annex.html', content: html },
    { path: 'annex.md', content: markdown },
  ];
}
