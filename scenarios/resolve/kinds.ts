/** What a pound less of each cost is, as files say it, and the lines that say so in the list of assumptions. */
import { KIND_LABELS, type SavingKind } from '../../engine/economics/index.js';
import type { AssumptionLine } from '../../engine/study/result.js';
import type { Path } from '../load/index.js';
import type { WrittenSavingKind } from '../schema/index.js';
import type { Context } from './context.js';
import type { KnownSources } from './provenance.js';
import { assumptionLine, checkProvenance } from './provenance.js';

/** Gathers kinds as costs are built: those with one reason become one line. */
export class Kinds {
  private readonly reasons = new Map<string, { readonly line: AssumptionLine; readonly labels: string[] }>();

  constructor(
    private readonly context: Context,
    private readonly sources: KnownSources,
  ) {}

  /** The kind of one cost, to be spread into what is charged; empty where none is said. `path` leads to `kind`. */
  of(
    written: WrittenSavingKind | undefined,
    name: string,
    label: string,
    path: Path,
  ): { readonly saving?: SavingKind } {
    if (written === undefined) return {};
    const value = typeof written === 'string' ? written : written.value;
    const provenance =
      typeof written === 'string' ? { source: 'as the file says', mark: 'assumption' as const } : written;
    if (typeof written !== 'string') checkProvenance(this.context, written, this.sources, path);
    const key = JSON.stringify([
      value,
      provenance.source,
      provenance.mark,
      'note' in provenance ? provenance.note : '',
    ]);
    const known = this.reasons.get(key);
    if (known !== undefined) known.labels.push(label);
    else {
      const line = assumptionLine({
        name: `kind: ${name}`,
        label: '',
        value: KIND_LABELS[value].toLowerCase(),
        unit: '(kind of saving)',
        provenance,
      });
      this.reasons.set(key, { line, labels: [label] });
    }
    return { saving: value };
  }

  get assumptions(): readonly AssumptionLine[] {
    return [...this.reasons.values()].map(({ line, labels }) => ({
      ...line,
      label: `A pound less on: ${labels.join('; ')}`,
    }));
  }
}
