/**
 * The assurance log that the AQuA Book asks for (HM Treasury 2015; revised by the Government Analysis Function, 2025): who
 * answers for the analysis, what was verified and validated, what was checked of the data, and what is outstanding. What
 * the software cannot know is said to be not stated; whoever uses the numbers adds it.
 */
import type { AssuranceRoles, AssumptionLine, ResultFrame } from '../../engine/study/result.js';
import { blocks, code, heading, list, prose, NOTHING, table, type Markdown, type Piece } from '../model/markdown.js';
import { percent, thousands } from '../numbers.js';
import { LARGE } from './fitted.js';
import { areaName, byArea } from './names.js';
import type { AnnexAbout, AnnexArea } from './types.js';

const NOT_STATED = 'not stated: whoever uses this adds it';

const ROLES: readonly (readonly [keyof AssuranceRoles, string, string])[] = [
  ['commissioner', 'Commissioner', 'asks for the analysis, and says what it must be fit for'],
  ['analyst', 'Analyst', 'designs and runs it, and does the first checks'],
  ['assurer', 'Assurer', 'reviews those checks without having done the analysis'],
  ['approver', 'Approver', 'signs it off for use'],
];

export function assuranceSection(about: AnnexAbout): Markdown {
  const roles = about.areas[0].frame.assurance ?? {};
  return blocks([
    heading(2, '8 Assurance log'),
    prose`Under the headings of the AQuA Book (HM Treasury 2015; revised by the Government Analysis Function 2025, <https://www.gov.uk/guidance/the-aqua-book>). The software fills in what it did and what it knows; it cannot say whether the analysis is fit for a purpose.`,
    heading(3, '8.1 Roles'),
    table(
      ['Role', 'What it answers for', 'Who'],
      ROLES.map(([key, title, duty]) => [title, duty, roles[key] ?? NOT_STATED]),
    ),
    roles.note === undefined ? NOTHING : prose`${roles.note}`,
    heading(3, '8.2 What was done'),
    table(['Activity', 'What was done here', 'By'], activities(about)),
    heading(3, '8.3 What is outstanding'),
    list(outstanding(about)),
  ]);
}

const SOFTWARE = 'the software, at every run';
const PEOPLE = NOT_STATED;

function activities({ areas, model }: AnnexAbout): (readonly Piece[])[] {
  const [{ frame, report }] = areas;
  const { assumptions, targets, changes } = frame;
  const isNumeric = assumptions.filter(({ interval }) => interval !== null).length;
  const fitted = targets.filter(({ how }) => how !== 'not fitted').length;
  return [
    [
      'Scope and question',
      frame.question === '' ? `Not stated beyond the title: ${frame.title}` : frame.question,
      PEOPLE,
    ],
    ['Intended use, and the risk of being wrong', 'Not stated.', PEOPLE],
    [
      'Data and assumptions',
      `${thousands(assumptions.length)} numbers, each with its source: ${marksIn(assumptions)}. ${thousands(isNumeric)} have an interval. Section 3 lists all.`,
      SOFTWARE,
    ],
    [
      'Data checks',
      `${model.files.length} ${model.files.length === 1 ? 'file was' : 'files were'} read and checked for form, names, units and sources; what is not published of the area and was carried over is in the notes of section 3.4.`,
      SOFTWARE,
    ],
    [
      'Verification: the model as it is written',
      'The pathway was compiled: no dead end, no loop without time, no combination of states that it declares impossible. Section 2 draws it, so that whoever knows the system can compare.',
      SOFTWARE,
    ],
    [
      'Verification: the numbers',
      'Baseline and option are the same children with the same luck, so that a programme without effect differs by exactly 0. Money is counted in whole pence, so that payers and budget lines add up to the total.',
      SOFTWARE,
    ],
    [
      'Verification: the software',
      `Version ${model.software.version} has tests of its own against published and closed-form results, which its documentation describes (docs/correctness.md). They are run when it is changed, and not by a run.`,
      'its maintainers',
    ],
    [
      'Calibration',
      fitted === 0
        ? 'Nothing was fitted in this run.'
        : `${thousands(fitted)} figures were aimed at; section 7.1 has each miss.`,
      SOFTWARE,
    ],
    ['Validation', `Not part of a run: section 7.2 says how. ${roleOf(frame)}`, PEOPLE],
    [
      'Uncertainty',
      report === null || report.draws === 0
        ? 'Chance only, from replications. How unsure the numbers themselves are is not in the intervals.'
        : `Chance, and not knowing: ${thousands(report.drawn.length)} numbers were drawn ${thousands(report.draws)} times and ${thousands(report.held.length)} were held (section 4.5).`,
      SOFTWARE,
    ],
    [
      'Changes against the default',
      changes === undefined
        ? 'Not known of this record.'
        : changes.length === 0
          ? 'None.'
          : `${thousands(changes.length)}, listed under “What was run”.`,
      SOFTWARE,
    ],
    [
      'Versions and repeatability',
      prose`Version ${model.software.version}, seed ${code(frame.seed)}, SHA-256 ${code(model.hash)}. The commands under “What was run” give the same numbers again.`,
      SOFTWARE,
    ],
    ['Documentation', 'This annex, the report, and the tables with their definitions (section 1.2).', SOFTWARE],
    ['Peer review', 'Not stated.', PEOPLE],
    ['Sign-off', 'Not stated.', PEOPLE],
  ];
}

const roleOf = ({ kind }: ResultFrame): string =>
  kind === 'care' ? 'What has been published of other areas is no test of this one.' : '';

function marksIn(assumptions: readonly AssumptionLine[]): string {
  const marks = ['published', 'derived', 'fitted', 'local', 'assumption'] as const;
  return marks
    .flatMap((mark) => {
      const count = assumptions.filter((line) => line.mark === mark).length;
      return count === 0 ? [] : [`${thousands(count)} ${mark}`];
    })
    .join(', ');
}

/** Fewer replications than this say nothing of one future in forty. */
const TAIL = 40;
/** A miss of a figure aimed at above this share is named. */
const CLOSE = 0.02;

function outstanding(about: AnnexAbout): readonly Piece[] {
  const [{ frame }] = about.areas;
  const areas = byArea(about.areas);
  const { assumptions, programmes, assurance = {} } = frame;
  const assumed = assumptions.filter(({ mark }) => mark === 'assumption').length;
  const without = assumptions.filter(({ interval }) => interval === null).length;
  const unnamed = ROLES.filter(([key]) => assurance[key] === undefined).map(([, title]) => title.toLowerCase());
  return [
    ...areas.flatMap(({ frame: own }) => own.warnings ?? []),
    ...areas.flatMap((area) => missed(area, areas.length > 1)),
    ...programmes.flatMap(({ warnings }) => warnings),
    ...(assumed === 0
      ? []
      : [
          `${thousands(assumed)} of ${thousands(assumptions.length)} numbers are assumptions: no source was found for them.`,
        ]),
    ...(without === 0
      ? []
      : [
          `${thousands(without)} numbers have no interval, so that no draw and no sensitivity can say what hangs on them.`,
        ]),
    ...areas.slice(0, 1).flatMap(drawsMissing),
    ...(frame.replications < TAIL
      ? [
          `With ${thousands(frame.replications)} ${frame.replications === 1 ? 'replication' : 'replications'}, nothing can be said of single futures.`,
        ]
      : []),
    'Validation against figures that nothing was fitted to, for this area.',
    ...(unnamed.length === 0 ? [] : [`Nobody is named as ${unnamed.join(', ')}.`]),
    'A judgement of whether the analysis is fit for the decision it is put to.',
  ];
}

function drawsMissing({ report }: AnnexArea): string[] {
  if (report !== null && report.draws > 0) return [];
  return ['How unsure the rates, costs and effects are is not in the intervals: nothing was drawn.'];
}

function missed(part: AnnexArea, isNamed: boolean): string[] {
  return part.frame.targets.flatMap(({ label, target, residual, how }) =>
    how === 'not fitted' || residual === null || Math.abs(target) < LARGE || Math.abs(residual) <= CLOSE
      ? []
      : [`${isNamed ? `${areaName(part)}: ` : ''}${label} is missed by ${percent(Math.abs(residual))}.`],
  );
}
