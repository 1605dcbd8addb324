/** A drawn pathway: everything of the model is in it once, in both formats; nothing lies on anything; words stay words. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawingOf, mermaidOf, mermaidText, type ProgrammeToDraw } from '../../engine/pathway/drawing/index.js';
import type { Outcome, PathwayModel, Transition, Trigger } from '../../engine/pathway/model.js';
import { diagramSvg, layOut, type PlacedPanel } from '../../reports/diagram/index.js';
import { lineWidth } from '../../reports/diagram/text.js';
import { toPng } from '../../reports/index.js';
import { resolveText } from '../support/pathway-files.js';
import { checkMermaid, checkSvg } from '../reports/diagram-grammar.js';

const WIDTH = 752;

const HOSTILE = [
  '<script>alert("x")</script>',
  'a: b; c',
  '"] --> [*] {',
  "it's & isn't",
  'x'.repeat(200),
  'word '.repeat(40),
  'שלום \u202eעולם',
  'مرحبا',
  '%%{init: {}}%% --',
  'end note\nstate "a" as b {',
  '#quot; #59; style: a#b;',
  '\u0000\u0007\ud800',
  '子どもの保護',
  '$$x$$ `y` *z* ~w~ _v_ \\u',
  ' ',
] as const;

const label = (seed: string): fc.Arbitrary<string> =>
  fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ maxLength: 30, unit: 'binary' })).map((text) => `${seed} ${text}`);

const outcome = (to: string | null, forces: Outcome['forces'] = []): Outcome => ({
  to,
  weight: { base: 1, factors: [] },
  forces,
});

const trigger: fc.Arbitrary<Trigger> = fc.constantFrom<Trigger>(
  { kind: 'clock', hazard: { family: 'exponential', rate: 0.1 }, since: 'entry' },
  { kind: 'clock', hazard: { family: 'piecewise', starts: [0, 30], rates: [0.1, 0.2] }, since: { moment: 'came' } },
  { kind: 'clock', hazard: { family: 'fixed', at: 30 }, since: 'entry' },
  { kind: 'clock', hazard: { family: 'lognormal', median: 40, sdlog: 0.5 }, since: 'entry' },
  { kind: 'birthday', years: 18 },
  { kind: 'place' },
  { kind: 'condition', condition: [{ kind: 'age', from: 11, below: 18 }] },
);

interface Made {
  readonly model: PathwayModel;
  readonly labels: Readonly<Record<'regions' | 'transitions' | 'resources' | 'arrivals', Record<string, string>>>;
  readonly programmes: readonly ProgrammeToDraw[];
}

/** Pathways of up to three regions, with any steps between their states, whatever they would do if they were run. */
const made: fc.Arbitrary<Made> = fc
  .record({
    sizes: fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 3 }),
    labels: fc.array(label('L'), { minLength: 24, maxLength: 24 }),
    steps: fc.array(
      fc.record({
        region: fc.nat(2),
        from: fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 6 }),
        to: fc.uniqueArray(fc.option(fc.nat(7)), { minLength: 1, maxLength: 6 }),
        trigger,
        label: label('T'),
        when: fc.boolean(),
        forces: fc.boolean(),
      }),
      { maxLength: 14 },
    ),
    resource: label('Q'),
    programme: label('P'),
  })
  .map(({ sizes, labels, steps, resource, programme }) => {
    const transitions = steps.map((step, i): Transition => {
      const r = step.region % sizes.length;
      const state = (n: number): string => `s${n % sizes[r]!}`;
      const other = (r + 1) % sizes.length;
      const forces = step.forces && other !== r ? [{ region: `r${other}`, outcomes: [outcome('s0')] }] : [];
      return {
        name: `t${i}`,
        region: `r${r}`,
        from: [...new Set(step.from.map(state))],
        trigger: step.trigger,
        when: step.when ? [{ kind: 'state', region: `r${other}`, states: ['s0'], not: true }] : [],
        scale: 1,
        multiply: [],
        outcomes: step.to.map((to) => outcome(to === null ? null : state(to), forces)),
      };
    });
    const model: PathwayModel = {
      name: 'made',
      attributes: [],
      moments: ['came'],
      counters: [],
      regions: sizes.map((size, r) => ({
        name: `r${r}`,
        initial: 's0',
        states: Array.from({ length: size }, (_, s) => ({
          name: `s${s}`,
          label: `${r}.${s} ${labels[r * 8 + s]!}`,
          marks: [],
          counts: [],
          forces: [],
          ...(s === 1 && { queues: [{ resource: 'room', when: [] }] }),
          ...(s === 2 && { holds: ['room'] }),
          ...(s === 3 && { final: true }),
        })),
      })),
      resources: [{ name: 'room', places: [{ from: 0, places: 2 }] }],
      arrivals: [],
      transitions,
      impossible: [],
    };
    return {
      model,
      labels: {
        regions: { r0: labels[0]! },
        transitions: Object.fromEntries(steps.map((step, i) => [`t${i}`, `(${i}) ${step.label}`])),
        resources: { room: resource },
        arrivals: {},
      },
      programmes: [
        {
          id: 'help',
          title: programme,
          effects: transitions.slice(0, 2).map(({ name }, i) => ({
            name,
            acts: { kind: 'hazard_ratio' as const, transitions: [name] },
            value: 0.5 + i,
            during: true,
            afterDays: 30 * i,
          })),
          onStart: [{ region: 'r0', outcomes: [outcome('s0')] }],
        },
      ],
    };
  });

const drawingFrom = ({ model, labels, programmes }: Made) =>
  drawingOf(model, { title: '<i>A & B</i>', labels, programmes });

describe('any pathway', () => {
  test('every state, transition, resource and programme is in the picture once', () => {
    fc.assert(
      fc.property(made, (given) => {
        const { model } = given;
        const found = checkSvg(diagramSvg(drawingFrom(given)));
        expect(found.get('data-state')).toEqual(
          model.regions.flatMap(({ name, states }) => states.map((state) => `${name}/${state.name}`)).sort(),
        );
        expect(found.get('data-transition') ?? []).toEqual(model.transitions.map(({ name }) => name).sort());
        expect(found.get('data-resource')).toEqual(['room']);
        expect(found.get('data-programme')).toEqual(['help']);
      }),
      { numRuns: 12 },
    );
  });

  test('every state, transition, resource and programme is in the Mermaid text once', () => {
    fc.assert(
      fc.property(made, (given) => {
        const drawing = drawingFrom(given);
        const text = mermaidOf(drawing);
        const { states, labels } = checkMermaid(text);
        for (const panel of drawing.panels) {
          for (const { id } of panel.states) expect(states.filter((other) => other === id)).toEqual([id]);
          for (const step of panel.steps) {
            const begins = mermaidText([step.label, ''].join(' '));
            expect(labels.filter((other) => other.startsWith(begins.slice(0, 6)))).toHaveLength(1);
          }
        }
        for (const { id } of [...drawing.resources, ...drawing.programmes])
          expect(states.filter((other) => other === id)).toEqual([id]);
      }),
      { numRuns: 30 },
    );
  });

  test('no box lies on another, no words leave their box, no line runs through a box', () => {
    fc.assert(
      fc.property(made, (given) => {
        for (const panel of drawingFrom(given).panels) expectClear(layOut(panel, new Map([['p1', 'Help']]), WIDTH));
      }),
      { numRuns: 12 },
    );
  });

  test('the same pathway gives the same bytes', () => {
    fc.assert(
      fc.property(made, (given) => {
        expect(diagramSvg(drawingFrom(given))).toBe(diagramSvg(drawingFrom(structuredClone(given))));
      }),
      { numRuns: 10 },
    );
  });

  test('the picture can be drawn, whatever the words', async () => {
    await fc.assert(
      fc.asyncProperty(made, async (given) => {
        expect((await toPng(diagramSvg(drawingFrom(given)))).length).toBeGreaterThan(1000);
      }),
      { numRuns: 5 },
    );
  });
});

describe('England', () => {
  const { model } = resolveText('{scenario: england, title: England, baseline: england-2025, years: 1}');
  const drawing = drawingOf(model, { title: 'England' });

  test('every panel fits across a page of A4 at a size that can be read', () => {
    const svg = diagramSvg(drawing);
    // 800 pixels on 190 mm: a letter of 10 pixels prints as 6.7 points.
    expect(svg).toMatch(/^<svg [^>]*viewBox="0 0 800 /);
    for (const [, size] of svg.matchAll(/<t(?:ext|span)[^>]* font-size="([\d.]+)"/g))
      expect(Number(size)).toBeGreaterThanOrEqual(9);
  });

  test('nothing lies on anything', () => {
    for (const panel of drawing.panels) expectClear(layOut(panel, new Map(), WIDTH));
  });

  test('is Mermaid with every transition', () => {
    const { labels } = checkMermaid(mermaidOf(drawing));
    expect(labels).toHaveLength(model.transitions.length);
  });

  test('a birthday, a condition, a pause and what changes elsewhere are said', () => {
    const steps = new Map(drawing.panels.flatMap((panel) => panel.steps.map((step) => [step.name, { panel, step }])));
    expect(steps.get('turn_18')?.step.trigger).toBe('on the 18th birthday');
    expect(steps.get('decide')?.step.trigger).toBe('at once');
    expect(steps.get('settle')?.step.trigger).toBe('after 4 weeks');
    expect(steps.get('leave_early')?.step.when).toContain('age is at least 16');
    const care = steps.get('pre_proceedings_to_care')!;
    expect(care.step.notes.map((n) => care.panel.notes[n - 1])).toEqual([
      'Legal → Interim care order; Proceedings → In care proceedings',
    ]);
  });
});

describe('words that could break a file', () => {
  test.each(HOSTILE)('%j is escaped', (words) => {
    const escaped = mermaidText(words);
    expect(escaped.replaceAll(/#\w+;/g, '')).not.toMatch(/[<>"`#;:{}[\]%\\\n\u202e]|--/);
    expect(escaped).not.toBe('');
  });
});

function expectClear({ boxes, wires, width, height }: PlacedPanel): void {
  for (const [i, box] of boxes.entries()) {
    expect(box.x).toBeGreaterThanOrEqual(-0.01);
    expect(box.x + box.width).toBeLessThanOrEqual(width + 0.01);
    expect(box.y + box.height).toBeLessThanOrEqual(height + 0.01);
    for (const line of box.lines) expect(lineWidth(line)).toBeLessThanOrEqual(box.width - 2 * box.inset);
    for (const other of boxes.slice(i + 1)) expect(overlap(box, other), `${box.id} and ${other.id}`).toBe(false);
    for (const wire of wires) {
      if (wire.from === box.id || wire.to === box.id) continue;
      for (const part of wire.covers)
        expect(overlap(box, part), `${wire.from} to ${wire.to} over ${box.id}`).toBe(false);
    }
  }
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function overlap(a: Area, b: Area): boolean {
  const near = 0.05;
  return (
    a.x + near < b.x + b.width &&
    b.x + near < a.x + a.width &&
    a.y + near < b.y + b.height &&
    b.y + near < a.y + a.height
  );
}
