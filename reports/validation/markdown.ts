/** A validation as a page of Markdown: everything the screen shows, with sources, notes and how it was made. */
import {
  allowedText,
  byPart,
  intervalHeading,
  intervalSentence,
  intervalText,
  isWithin,
  missText,
  nameOf,
  noisy,
  runText,
  unitText,
  valueText,
  type ComparedFigure,
  type Comparison,
} from './compared.js';
import { noiseText, summaryLine } from './terminal.js';

export function validationMarkdown(comparison: Comparison): string {
  const { title, note, figures, runs } = comparison;
  const blocks = [`# ${escaped(title)}`, summaryLine(comparison)];
  if (note !== '') blocks.push(escaped(note));
  blocks.push(
    `Simulated is the mean over replications; ${intervalSentence(runs)}, by chance alone. A figure is within (\u2713) if the mean is as near to what is published as is allowed, else it is a miss (\u2717). Those marked "fit" the baseline is fitted to; for those marked "input" a parameter was set by hand from the same publication, so that they test arithmetic and structure; those marked "check" are neither.`,
  );
  for (const [part, own] of byPart(figures)) {
    blocks.push(`## ${escaped(part)}`, tableOf(own, runs));
    const notes = own.filter((figure) => figure.note !== '');
    if (notes.length > 0)
      blocks.push(notes.map((figure) => `- ${escaped(nameOf(figure))}: ${escaped(figure.note)}`).join('\n'));
  }
  const unsure = noisy(figures);
  if (unsure.length > 0) blocks.push(escaped(noiseText(unsure)));
  const version = comparison.versions['throughcare'] ?? '';
  blocks.push(
    '## How this was made',
    `By \`throughcare validate\`${version === '' ? '' : ` (version ${escaped(version)})`} from the validation file ${escaped(comparison.name)}. The same file and version give the same page, byte for byte.`,
    runs.map((run) => `- ${escaped(runText(run))}`).join('\n'),
  );
  const sources = usedSources(comparison);
  if (sources.length > 0)
    blocks.push(
      '## Sources',
      sources
        .map(({ id, title: name, address }) => `- ${escaped(id)}: ${escaped(name)} ${addressText(address)}`.trimEnd())
        .join('\n'),
    );
  return `${blocks.join('\n\n')}\n`;
}

function tableOf(figures: readonly ComparedFigure[], runs: Comparison['runs']): string {
  const held = intervalHeading(runs);
  const header = ['', 'figure', 'year', 'published', 'simulated', held, 'miss', 'allowed', 'use', 'source'];
  const rows = figures.map((figure) => {
    const unit = unitText(figure);
    return [
      isWithin(figure) ? '\u2713' : '\u2717',
      `${figure.label}${unit === '' ? '' : `, ${unit}`}`,
      figure.year === null ? '' : String(figure.year),
      valueText(figure, figure.published),
      valueText(figure, figure.mean),
      intervalText(figure),
      missText(figure),
      allowedText(figure),
      figure.use,
      figure.source,
    ];
  });
  return [header, header.map((_, i) => (i >= 3 && i <= 7 ? '---:' : '---')), ...rows.map((row) => row.map(escaped))]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
}

/** Sources that a figure begins with. */
function usedSources({ figures, sources }: Comparison): Comparison['sources'] {
  const ids = new Set(figures.map(({ source }) => /^[A-Za-z][A-Za-z0-9_-]*/.exec(source)?.[0]));
  return sources.filter(({ id }) => ids.has(id));
}

/** An address that a browser may follow is a link; anything else is text. */
function addressText(address: string): string {
  return /^https?:\/\/[^\s<>]+$/.test(address) ? `<${address}>` : escaped(address);
}

/** Text that stays text: no markup, no table cell, no line of its own. */
function escaped(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_[\]|~#]/g, (sign) => `\\${sign}`)
    .replace(/^(\s*\d+)([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^(\s*)([-+=])(?=\s|[-=])/, '$1\\$2');
}
