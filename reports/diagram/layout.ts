/**
 * Where the states and steps of one panel go. A step is a small label of its own between the states it leaves and those
 * it leads to, so every label has its place and no line runs through one.
 *
 * The ranks and the order within them are dagre's. Lines are ours: straight down through a rank, at a place kept free
 * for them, and curved only in the gaps between ranks, where nothing stands.
 */
import dagre from '@dagrejs/dagre';
import type { DrawnState, DrawnStep, Panel } from '../../engine/pathway/drawing/index.js';
import { rankWidth, spread, type Item, type Join } from './across.js';
import { blockSize, wrapTo, type Line } from './text.js';

export interface Tag {
  /** Id of the programme. */
  readonly programme: string;
  readonly text: string;
  readonly width: number;
}

export interface Box {
  readonly id: string;
  readonly kind: 'state' | 'step';
  readonly state?: DrawnState;
  /** Steps that leave the same states for the same others share a box. */
  readonly steps: readonly DrawnStep[];
  readonly lines: readonly Line[];
  readonly tags: readonly Tag[];
  /** Letters that stand for many lines: of a state the steps that leave it, of a step its own. */
  readonly letters: readonly string[];
  /** The step leads to one of several states, named in its words. */
  readonly isStub: boolean;
  x: number;
  y: number;
  readonly width: number;
  readonly height: number;
  /** Where lines meet a step's box, from its left edge. */
  readonly middle: number;
  /** Paper kept free at either side, for the dot where a region starts. */
  readonly inset: number;
}

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Wire {
  readonly from: string;
  readonly to: string;
  readonly path: string;
  /** Pieces of paper the line crosses. */
  readonly covers: readonly Rectangle[];
  /** Where the arrow's point is, and whether it points down. */
  readonly arrow: { readonly x: number; readonly y: number; readonly down: boolean } | null;
  readonly programmes: readonly string[];
}

export interface PlacedPanel {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly wires: readonly Wire[];
}

/** More origins than this are shown by a letter, more destinations by their names; fewer where a panel would be too wide. */
const MOST_ENDS = [3, 2, 1, 0] as const;
const STATE_WIDTH = 104;
const STEP_WIDTH = 92;
const BROAD_WIDTH = 128;
/** How far apart lines meet a box. */
const PORT = 9.5;
/** Paper kept free beyond a line at the edge of a panel. */
const EDGE = 5;
const INK_SOFT = '#454545';
export const LETTER = 12;
/** Stands between two steps that share a box. */
export const BETWEEN: Line = { text: '', size: 3 };

/** Lays out a panel within a width where it can; a panel that cannot be made so narrow is wider. */
export function layOut(panel: Panel, programmeLabels: ReadonlyMap<string, string>, within: number): PlacedPanel {
  let narrowest: PlacedPanel | undefined;
  for (const most of MOST_ENDS) {
    const { boxes, links } = boxesOf(panel, programmeLabels, most);
    const placed = components(boxes, links).map((part) => narrow(part.boxes, part.links, within));
    const found = shelve(placed, within);
    if (narrowest === undefined || found.width < narrowest.width) narrowest = found;
    if (narrowest.width <= within) break;
  }
  return narrowest!;
}

interface Link {
  readonly from: string;
  readonly to: string;
  /** Whether the arrow's point is at `from`, in the order of ranks: the line runs up the page. */
  readonly up: boolean;
  readonly hasArrow: boolean;
  readonly programmes: readonly string[];
}

function boxesOf(panel: Panel, programmeLabels: ReadonlyMap<string, string>, most: number) {
  const groups = new Map<string, DrawnStep[]>();
  for (const step of panel.steps) {
    const key = `${[...step.from].sort().join()}>${[...targets(step)].sort().join()}`;
    groups.set(key, [...(groups.get(key) ?? []), step]);
  }
  const places = order(panel);
  const letters = new Map<string, string[]>();
  const labels = new Map(panel.states.map(({ id, label }) => [id, label]));
  const steps: Box[] = [];
  const links: Link[] = [];
  let lettered = 0;
  for (const group of groups.values()) {
    const [first] = group as [DrawnStep];
    const to = targets(first);
    const isMany = first.from.length > most;
    const isStub = to.length > most;
    const letter = isMany ? letterOf(lettered++) : null;
    if (letter !== null) for (const id of first.from) letters.set(id, [...(letters.get(id) ?? []), letter]);
    const box = stepBox(group, programmeLabels, {
      letter,
      origins: first.from.length,
      destinations: isStub
        ? to.map((id) => (first.from.length === 1 && first.from[0] === id ? 'the same again' : (labels.get(id) ?? '')))
        : null,
    });
    steps.push(box);
    const programmes = [...new Set(group.flatMap((step) => step.programmes.map(({ programme }) => programme)))];
    const place = (id: string): number => places.get(id) ?? 0;
    const others = to.filter((id) => !first.from.includes(id));
    const from = isMany ? [] : first.from;
    const ends = isStub ? [] : to;
    // Where the step stands in the order of states: after what it leaves, or, going back, after what it leads to.
    const forward = isStub || others.length === 0 || place(others[0]!) > place(first.from[0]!);
    const slot = forward
      ? Math.max(
          ...first.from.filter((id) => isStub || others.length === 0 || place(id) < place(others[0]!)).map(place),
          -1,
        ) + 0.5
      : Math.max(...others.filter((id) => place(id) < place(first.from[0]!)).map(place), -1) + 0.5;
    for (const id of from)
      links.push(
        place(id) < slot
          ? { from: id, to: box.id, up: false, hasArrow: false, programmes }
          : { from: box.id, to: id, up: true, hasArrow: false, programmes },
      );
    for (const id of ends)
      links.push(
        place(id) > slot
          ? { from: box.id, to: id, up: false, hasArrow: true, programmes }
          : { from: id, to: box.id, up: true, hasArrow: true, programmes },
      );
  }
  const ends = (side: 'from' | 'to', id: string): number => links.filter((link) => link[side] === id).length;
  const states = panel.states.map(({ id, ...state }) =>
    stateBox({ id, ...state }, letters.get(id) ?? [], Math.max(ends('from', id), ends('to', id)), programmeLabels),
  );
  return { boxes: [...states, ...steps], links };
}

/** Where a step may lead: its own state too where it may leave the region as it is. */
function targets(step: DrawnStep): string[] {
  return [...new Set([...step.to, ...(step.mayStay ? step.from : [])])];
}

function letterOf(index: number): string {
  return index < 26
    ? String.fromCharCode(97 + index)
    : `${String.fromCharCode(97 + (index % 26))}${Math.floor(index / 26)}`;
}

/** States in an order in which most steps lead on: depth first from the initial one, last finished first. */
function order(panel: Panel): Map<string, number> {
  const next = new Map<string, string[]>(panel.states.map(({ id }) => [id, []]));
  for (const step of panel.steps)
    for (const from of step.from) for (const to of step.to) if (to !== from) next.get(from)?.push(to);
  const seen = new Set<string>();
  const done: string[] = [];
  const visit = (id: string): void => {
    if (seen.has(id)) return;
    seen.add(id);
    // What is named last is finished first, and so stands last.
    for (const to of (next.get(id) ?? []).toReversed()) visit(to);
    done.push(id);
  };
  const leads = (id: string): boolean => (next.get(id) ?? []).length > 0;
  const initial = panel.states.filter(({ id, isInitial }) => isInitial && leads(id));
  for (const { id } of initial) visit(id);
  const first = done.splice(0).toReversed();
  // What only other regions lead to comes after; where they lead out of the initial state too, that comes last of all.
  for (const { id } of panel.states.filter(({ isInitial }) => !isInitial)) visit(id);
  for (const { id } of panel.states) visit(id);
  return new Map([...first, ...done.toReversed()].map((id, i) => [id, i]));
}

function stateBox(
  state: DrawnState,
  letters: readonly string[],
  ports: number,
  programmeLabels: ReadonlyMap<string, string>,
): Box {
  const label = wrapTo(state.label, STATE_WIDTH, { size: 12, bold: true }).map((text): Line => ({
    text,
    size: 12,
    bold: true,
  }));
  const lines = withNotes(
    [
      ...label,
      ...state.lines.flatMap((words) =>
        wrapTo(words, STATE_WIDTH, { size: 10 }).map((text): Line => ({ text, size: 10, colour: INK_SOFT })),
      ),
    ],
    state.notes,
  );
  const size = blockSize(lines);
  const tags = state.programmes.map((programme) => tagOf(programme, 'starts here', programmeLabels));
  const tagWidth = Math.max(0, ...tags.map((tag) => tag.width));
  const inset = state.isInitial ? 24 : 0;
  const width =
    2 * inset + Math.max(tagWidth + 14, size.width + 18 + (letters.length > 0 ? 8 : 0), 56, ports * PORT + 12);
  return {
    id: state.id,
    kind: 'state',
    state,
    steps: [],
    lines,
    tags,
    letters,
    isStub: false,
    x: 0,
    y: 0,
    width,
    height: Math.max(size.height + 12 + tags.length * TAG_HEIGHT, letters.length * (LETTER + 1)),
    middle: width / 2,
    inset,
  };
}

function stepBox(
  group: readonly DrawnStep[],
  programmeLabels: ReadonlyMap<string, string>,
  many: { readonly letter: string | null; readonly origins: number; readonly destinations: readonly string[] | null },
): Box {
  // Many words stand better in a broader box.
  const plenty = group.some(({ trigger, when }) => trigger.length + when.length > 70) || many.destinations !== null;
  const width = plenty ? BROAD_WIDTH : STEP_WIDTH;
  const soft = (words: string): Line[] =>
    words === '' ? [] : wrapTo(words, width, { size: 10 }).map((text): Line => ({ text, size: 10, colour: INK_SOFT }));
  const lines = group.flatMap((step, i) => [
    ...(i > 0 ? [BETWEEN] : []),
    ...withNotes(
      [
        ...wrapTo(step.label, width, { size: 11 }).map((text): Line => ({ text, size: 11 })),
        ...soft(step.trigger),
        ...soft(step.when),
      ],
      step.notes,
    ),
  ]);
  if (many.letter !== null) lines.unshift(...soft(`from ${many.origins} states marked ${many.letter}`));
  if (many.destinations !== null) {
    const named = many.destinations;
    lines.push(...soft(`to ${named.slice(0, -1).join(', ')} or ${named.at(-1) ?? ''}`));
  }
  const size = blockSize(lines);
  const tags = group.flatMap((step) =>
    step.programmes.map(({ programme, words }) => tagOf(programme, words, programmeLabels)),
  );
  const text = Math.max(size.width, 20) + 10;
  const tagWidth = Math.max(0, ...tags.map((tag) => tag.width));
  return {
    id: group[0]!.id,
    kind: 'step',
    steps: group,
    lines,
    tags,
    letters: many.letter === null ? [] : [many.letter],
    isStub: many.destinations !== null,
    x: 0,
    y: 0,
    width: Math.max(text, tagWidth),
    height: size.height + 6 + tags.length * TAG_HEIGHT,
    middle: Math.max(text, tagWidth) / 2,
    inset: 0,
  };
}

export const TAG_HEIGHT = 22;

function tagOf(programme: string, words: string, labels: ReadonlyMap<string, string>): Tag {
  const text = `${shortened(labels.get(programme) ?? programme)} ${words}`;
  return { programme, text, width: Math.ceil(blockSize([{ text, size: 10, bold: true }]).width) + 24 };
}

/** A title short enough for a tag: what stands in brackets, if it is an abbreviation. */
function shortened(label: string): string {
  const inBrackets = /\(([A-Z][A-Za-z0-9&-]{1,7})\)/.exec(label)?.[1];
  const name = inBrackets ?? label;
  return name.length <= 22 ? name : `${name.slice(0, 20).trimEnd()}…`;
}

function withNotes(lines: readonly Line[], notes: readonly number[]): Line[] {
  const last = lines.at(-1);
  if (notes.length === 0 || last === undefined) return [...lines];
  return [...lines.slice(0, -1), { ...last, raised: notes.join(',') }];
}

interface Part {
  readonly boxes: readonly Box[];
  readonly links: readonly Link[];
}

/** Parts that no line joins. */
function components(boxes: readonly Box[], links: readonly Link[]): Part[] {
  const group = new Map(boxes.map(({ id }) => [id, id]));
  const root = (id: string): string => {
    let at = id;
    while (group.get(at) !== at) at = group.get(at)!;
    return at;
  };
  for (const { from, to } of links) group.set(root(to), root(from));
  const roots = [...new Set(boxes.map(({ id }) => root(id)))];
  return roots.map((name) => ({
    boxes: boxes.filter(({ id }) => root(id) === name),
    links: links.filter(({ from }) => root(from) === name),
  }));
}

/** What is used of dagre, whose own declarations do not resolve under Node's rules. */
interface DagreGraph {
  setGraph(label: Readonly<Record<string, unknown>>): void;
  setNode(id: string, label: { width: number; height: number }): void;
  setEdge(from: string, to: string, label: Readonly<Record<string, unknown>>, name: string): void;
  node(id: string): { readonly x: number; readonly y: number };
  edge(edge: { v: string; w: string; name: string }): { readonly points: readonly { x: number; y: number }[] };
}
interface Dagre {
  readonly graphlib: { readonly Graph: new (options: Readonly<Record<string, boolean>>) => DagreGraph };
  readonly layout: (graph: DagreGraph) => void;
}
const { graphlib, layout } = dagre as unknown as Dagre;

const RANKERS = ['network-simplex', 'tight-tree', 'longest-path'] as const;
const ROUNDS = 8;

/** Tries dagre's ways of ranking, and fewer boxes to a rank, until a part is narrow enough; keeps the best. */
function narrow(boxes: readonly Box[], links: readonly Link[], within: number): PlacedPanel {
  let best: { readonly panel: PlacedPanel; readonly cost: number } | null = null;
  // A small part needs no choice; of a large one each further try takes seconds.
  const size = boxes.length;
  const rankers =
    size < 6 ? RANKERS.slice(0, 1) : size <= 60 ? RANKERS : size <= 120 ? RANKERS.slice(0, 1) : RANKERS.slice(1, 2);
  const rounds = size <= 60 ? ROUNDS : size <= 80 ? 8 : size <= 120 ? 4 : 2;
  for (const ranker of rankers) {
    const drops = new Map<string, number>();
    for (let round = 0; round < rounds; round++) {
      const { panel, ranks, aside } = place(boxes, links, drops, ranker, within);
      const cost = panel.height + 8 * Math.max(0, panel.width - within) + aside * 0.02;
      if (best === null || cost < best.cost) best = { panel, cost };
      if (panel.width <= within) break;
      // In the widest rank, every second step moves one rank further down.
      const widest = ranks.toSorted((a, b) => b.width - a.width);
      const rank = widest.find(({ ids }) => ids.some((id) => isStep(boxes, id)) && ids.length > 1);
      if (rank === undefined) break;
      const steps = rank.ids.filter((id) => isStep(boxes, id));
      for (const id of steps.length === 1 ? steps : steps.filter((_, i) => i % 2 === 1))
        drops.set(id, (drops.get(id) ?? 0) + 1);
    }
  }
  return best?.panel ?? { boxes: [], wires: [], width: 0, height: 0 };
}

function isStep(boxes: readonly Box[], id: string): boolean {
  return boxes.some((box) => box.id === id && box.kind === 'step');
}

interface Rank {
  readonly ids: readonly string[];
  readonly width: number;
}

function place(
  given: readonly Box[],
  links: readonly Link[],
  drops: ReadonlyMap<string, number>,
  ranker: (typeof RANKERS)[number],
  within: number,
) {
  const boxes = given.map((box) => ({ ...box }));
  const graph = new graphlib.Graph({ multigraph: true, compound: false, directed: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 14, edgesep: 10, ranksep: 40, ranker });
  // Equal heights keep ranks apart whatever stands in them; true heights are put in afterwards.
  for (const { id, width } of boxes) graph.setNode(id, { width, height: 10 });
  links.forEach(({ from, to }, i) => {
    graph.setEdge(from, to, { minlen: 1 + (drops.get(to) ?? 0), weight: 1 }, String(i));
  });
  layout(graph);

  const byId = new Map(boxes.map((box) => [box.id, box]));
  const levels = [...new Set(boxes.map(({ id }) => round(graph.node(id).y)))].sort((a, b) => a - b);
  const bands = levels.map((at) => {
    const members = boxes
      .filter(({ id }) => round(graph.node(id).y) === at)
      .sort((a, b) => graph.node(a.id).x - graph.node(b.id).x);
    return { at, members, height: Math.max(...members.map(({ height }) => height)), top: 0 };
  });
  // The ways of lines: where they pass each rank between their ends.
  const passes = links.map(({ from, to }, i) => {
    const { points } = graph.edge({ v: from, w: to, name: String(i) });
    const [a, b] = [round(graph.node(from).y), round(graph.node(to).y)];
    return points
      .slice(1, -1)
      .map(({ x, y }) => ({ at: round(y), item: { x, width: 0, isWay: true } }))
      .filter(({ at }) => at > a && at < b && levels.includes(at));
  });
  const items = new Map(
    boxes.map((box): [string, Item] => [box.id, { x: graph.node(box.id).x, width: box.width, isWay: false }]),
  );
  const ranked = levels.map((at, i) =>
    [
      ...bands[i]!.members.map(({ id }) => items.get(id)!),
      ...passes.flatMap((pass) => pass.filter((stop) => stop.at === at).map(({ item }) => item)),
    ].sort((a, b) => a.x - b.x),
  );
  const strings = links.map(({ from, to }, i) => [
    items.get(from)!,
    ...passes[i]!.map(({ item }) => item),
    items.get(to)!,
  ]);
  const joins = strings.flatMap((string) => string.slice(1).map((b, k): Join => ({ a: string[k]!, b })));
  // A step and the lines through it, and each line by itself, would best be straight.
  const chains = [
    ...boxes
      .filter(({ kind }) => kind === 'step')
      .map(({ id }) => [
        items.get(id)!,
        ...links.flatMap(({ from, to }, i) => (from === id || to === id ? passes[i]!.map(({ item }) => item) : [])),
      ]),
    ...passes.map((pass) => pass.map(({ item }) => item)),
  ];
  // A line at either edge needs paper beyond it.
  spread(ranked, joins, chains, within - 2 * EDGE);
  for (const box of boxes) box.x = items.get(box.id)!.x - box.width / 2;
  const ways = passes.map((pass) => pass.map(({ at, item }) => ({ at, x: item.x })));
  const ports = portsOf(links, ways, byId);
  const xs = links.map((_, i) => [ports[i]!.from, ...ways[i]!.map(({ x }) => x), ports[i]!.to]);

  // The gap below each rank grows with how far lines must move sideways in it.
  const gaps = levels.map(() => 18);
  links.forEach(({ from, to }, i) => {
    const stops = [round(graph.node(from).y), ...ways[i]!.map(({ at }) => at), round(graph.node(to).y)];
    stops.slice(0, -1).forEach((at, k) => {
      const level = levels.indexOf(at);
      const aside = Math.abs(xs[i]![k + 1]! - xs[i]![k]!);
      gaps[level] = Math.max(gaps[level]!, Math.min(18 + aside * 0.06, 40));
    });
  });
  let y = 0;
  bands.forEach((band, i) => {
    band.top = y;
    for (const box of band.members) box.y = y + (band.height - box.height) / 2;
    y += band.height + gaps[i]!;
  });
  const bandAt = new Map(bands.map((band) => [band.at, band]));

  const wires = links.map((link, i): Wire => {
    const [from, to] = [byId.get(link.from)!, byId.get(link.to)!];
    const [start, end] = [xs[i]!.at(0)!, xs[i]!.at(-1)!];
    const startBand = bandAt.get(round(graph.node(link.from).y))!;
    const endBand = bandAt.get(round(graph.node(link.to).y))!;
    // Lines that go up come out of boxes lower down; arrows need a straight end.
    const parts = [`M${n(start)} ${n(from.y + from.height)}`, `V${n(startBand.top + startBand.height)}`];
    let [x, at] = [start, startBand.top + startBand.height];
    const covers: Rectangle[] = [{ x: start, y: from.y, width: 0, height: at - from.y }];
    const bend = (nextX: number, nextY: number): void => {
      covers.push({ x: Math.min(x, nextX), y: at, width: Math.abs(nextX - x), height: nextY - at });
      const mid = (at + nextY) / 2;
      parts.push(x === nextX ? `V${n(nextY)}` : `C${n(x)} ${n(mid)} ${n(nextX)} ${n(mid)} ${n(nextX)} ${n(nextY)}`);
      [x, at] = [nextX, nextY];
    };
    for (const stop of ways[i]!) {
      const band = bandAt.get(stop.at)!;
      bend(stop.x, band.top);
      parts.push(`V${n(band.top + band.height)}`);
      covers.push({ x: stop.x, y: band.top, width: 0, height: band.height });
      at = band.top + band.height;
    }
    bend(end, endBand.top);
    parts.push(`V${n(to.y)}`);
    covers.push({ x: end, y: endBand.top, width: 0, height: to.y - endBand.top });
    const arrow = !link.hasArrow
      ? null
      : link.up
        ? { x: start, y: from.y + from.height, down: false }
        : { x: end, y: to.y, down: true };
    return { from: link.from, to: link.to, path: parts.join(''), covers, arrow, programmes: link.programmes };
  });
  const left = Math.min(...boxes.map((box) => box.x), ...xs.flat().map((at) => at - EDGE));
  const right = Math.max(...boxes.map((box) => box.x + box.width), ...xs.flat().map((at) => at + EDGE));
  const height = Math.max(...boxes.map((box) => box.y + box.height));
  const panel: PlacedPanel = { boxes, wires, width: right - left, height };
  const ranks = bands.map(({ members }, i): Rank => ({
    ids: members.map(({ id }) => id),
    width: rankWidth(ranked[i]!),
  }));
  const aside = xs.reduce(
    (sum, stops) => sum + stops.slice(1).reduce((all, x, k) => all + Math.abs(x - stops[k]!), 0),
    0,
  );
  return { panel: moved(panel, -left, 0), ranks, aside };
}

const round = (value: number): number => Math.round(value * 10) / 10;
const n = (value: number): string => String(Math.round(value * 100) / 100);

/** Where lines meet boxes: above or below where they come from, a little apart; at the middle of a step. */
function portsOf(
  links: readonly Link[],
  ways: readonly (readonly { readonly x: number }[])[],
  byId: ReadonlyMap<string, Box>,
): { from: number; to: number }[] {
  const ports = links.map(({ from, to }) => {
    const middle = (id: string): number => byId.get(id)!.x + byId.get(id)!.middle;
    return { from: middle(from), to: middle(to) };
  });
  for (const box of byId.values()) {
    if (box.kind === 'step') continue;
    for (const side of ['from', 'to'] as const) {
      const wanted = links.flatMap((link, i) => {
        if (link[side] !== box.id) return [];
        const other = side === 'from' ? (ways[i]![0]?.x ?? ports[i]!.to) : (ways[i]!.at(-1)?.x ?? ports[i]!.from);
        return [{ i, other }];
      });
      if (wanted.length === 0) continue;
      wanted.sort((a, b) => a.other - b.other || a.i - b.i);
      const [low, high] = [box.x + box.inset + 8, box.x + box.width - box.inset - 8];
      const apart = Math.min(PORT + 1.5, (high - low) / Math.max(1, wanted.length - 1));
      const at: number[] = [];
      wanted.forEach(({ other }, k) => {
        const earliest = k === 0 ? low : at[k - 1]! + apart;
        at.push(Math.max(earliest, Math.min(other, high)));
      });
      for (let k = at.length - 1; k >= 0; k--) at[k] = Math.min(at[k]!, high - (at.length - 1 - k) * apart);
      wanted.forEach(({ i }, k) => {
        ports[i]![side] = at[k]!;
      });
    }
  }
  return ports;
}

/** A placed panel, moved. */
export function moved({ boxes, wires, width, height }: PlacedPanel, dx: number, dy: number): PlacedPanel {
  return {
    width,
    height,
    boxes: boxes.map((box) => ({ ...box, x: box.x + dx, y: box.y + dy })),
    wires: wires.map((wire) => ({
      ...wire,
      path: movedPath(wire.path, dx, dy),
      covers: wire.covers.map((part) => ({ ...part, x: part.x + dx, y: part.y + dy })),
      arrow: wire.arrow === null ? null : { ...wire.arrow, x: wire.arrow.x + dx, y: wire.arrow.y + dy },
    })),
  };
}

function movedPath(path: string, dx: number, dy: number): string {
  return path.replaceAll(/([MVC])([^MVC]*)/g, (_, letter: string, rest: string) => {
    const numbers = rest.trim().split(/\s+/).map(Number);
    const shifted =
      letter === 'V' ? numbers.map((y) => y + dy) : numbers.map((value, i) => value + (i % 2 === 0 ? dx : dy));
    return letter + shifted.map(n).join(' ');
  });
}

/** The largest part first, then each other in the first free place from the top, else in rows below. */
function shelve(given: readonly PlacedPanel[], within: number): PlacedPanel {
  const [largest, ...others] = given.toSorted((a, b) => b.boxes.length - a.boxes.length);
  if (largest === undefined) return { boxes: [], wires: [], width: 0, height: 0 };
  const boxes: Box[] = [...largest.boxes];
  const wires: Wire[] = [...largest.wires];
  let { width, height } = largest;
  const limit = Math.max(within, width);
  for (const part of others) {
    const taken: readonly Rectangle[] = [...boxes, ...wires.flatMap(({ covers }) => covers)];
    const spot = freeSpot(part, taken, limit, height);
    const there = moved(part, spot.x, spot.y);
    boxes.push(...there.boxes);
    wires.push(...there.wires);
    width = Math.max(width, spot.x + part.width);
    height = Math.max(height, spot.y + part.height);
  }
  return { boxes, wires, width, height };
}

const STEP = 8;
const CLEAR = 14;

/** The highest place, and the leftmost there, where a part keeps clear of what stands already. */
function freeSpot(
  part: PlacedPanel,
  taken: readonly Rectangle[],
  within: number,
  height: number,
): { x: number; y: number } {
  for (let y = 0; y < height + 24; y += STEP) {
    for (let x = 0; x + part.width <= within; x += STEP) {
      const isFree = taken.every(
        (other) =>
          x + part.width + CLEAR <= other.x ||
          other.x + other.width + CLEAR <= x ||
          y + part.height + CLEAR <= other.y ||
          other.y + other.height + CLEAR <= y,
      );
      if (isFree) return { x, y };
    }
  }
  return { x: 0, y: height + 24 };
}
