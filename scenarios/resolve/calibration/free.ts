/** The free parameters of a baseline: what each multiplies or shifts, and where it is believed to be. */
import type { Path } from '../../load/index.js';
import { partAt } from '../../load/index.js';
import type { BaselineFile, WrittenFree } from '../../schema/index.js';
import type { Context } from '../context.js';
import { itemPath, refuse, refuseKey } from '../context.js';
import { isProblem, leavesAt, type Leaf } from './leaves.js';

export interface ResolvedFree {
  readonly name: string;
  /** A multiplier, or a shift of shares on the logit scale. */
  readonly kind: 'scale' | 'shift';
  /** The 95% interval it is believed to be in before any fit. */
  readonly within: readonly [number, number];
  readonly label: string;
  readonly leaves: readonly Leaf[];
}

/** A multiplier beyond these is no correction of a baseline but another one. */
const SMALLEST = 1e-4;
const LARGEST = 1e4;

/** The free parameters; what is wrong with them goes to the context's problems. */
export function buildFree(context: Context, file: BaselineFile): readonly ResolvedFree[] {
  return Object.entries(file.calibration?.free ?? {}).map(([name, written]): ResolvedFree => {
    const path = ['calibration', 'free', name];
    const kind = written.shifts === undefined ? 'scale' : 'shift';
    if ((written.scales === undefined) === (written.shifts === undefined))
      refuseKey(context, path, "a free parameter either 'scales' what it names, or 'shifts' shares");
    checkWithin(context, [...path, 'within'], kind, written.within);
    const key = kind === 'scale' ? 'scales' : 'shifts';
    const leaves = (written[key] ?? []).flatMap((text, index) =>
      leavesNamed(context, text, itemPath(context, [...path, key], index)),
    );
    checkLeaves(context, [...path, key], kind, leaves);
    return { name, kind, within: written.within, label: written.label ?? name.replaceAll('_', ' '), leaves };
  });
}

function checkWithin(context: Context, path: Path, kind: ResolvedFree['kind'], within: WrittenFree['within']): void {
  const [lower, upper] = within;
  if (!(lower < upper)) refuse(context, path, `the interval goes from less to more: found [${lower}, ${upper}]`);
  else if (kind === 'scale' && !(lower >= SMALLEST && upper <= LARGEST))
    refuse(context, path, `a multiplier is between ${SMALLEST} and ${LARGEST}: found [${lower}, ${upper}]`);
  else if (kind === 'shift' && !(lower >= -10 && upper <= 10))
    refuse(context, path, `a shift on the logit scale is between -10 and 10: found [${lower}, ${upper}]`);
}

/** The numbers a path of the section stands for. */
function leavesNamed(context: Context, text: string, path: Path): readonly Leaf[] {
  const written = partAt(context.root, path);
  const parameters = partAt(context.root, ['parameters']);
  const names = [...(parameters?.parts?.keys() ?? [])];
  const [name = '', ...steps] = text.split('.');
  const value = parameters === undefined ? undefined : partAt(parameters, [name, 'value']);
  if (value === undefined || written === undefined) {
    refuse(context, path, `there is no parameter '${name}'`, { found: name, allowed: names });
    return [];
  }
  const found = leavesAt(name, value, steps, written);
  if (!isProblem(found)) return found;
  context.problems.add(found);
  return [];
}

function checkLeaves(context: Context, path: Path, kind: ResolvedFree['kind'], leaves: readonly Leaf[]): void {
  if (leaves.length === 0) return;
  if (kind === 'scale') {
    if (leaves.every(({ number }) => number === 0)) refuse(context, path, 'every value of this is 0, however scaled');
    return;
  }
  const odd = leaves.find(({ number, unit }) => unit !== null || number < 0 || number > 1);
  if (odd !== undefined) {
    const shown = `${odd.number}${odd.unit === null ? '' : ` ${odd.unit}`}`;
    const message = `only shares from 0 to 1 can be shifted: '${odd.parameter}' has ${shown}`;
    refuse(context, path, message);
  } else if (leaves.every(({ number }) => number === 0 || number === 1))
    refuse(context, path, 'every share of this is 0 or 1, which no shift moves');
}
