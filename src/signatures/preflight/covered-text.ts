import { contentSteps } from '../pdf/content.ts';
import type { PdfFile } from '../pdf/file.ts';
import {
  asArray,
  asDict,
  asName,
  asNumber,
  asStream,
  isName,
  type PdfDict,
  type PdfObject,
} from '../pdf/objects.ts';
import type { Corners } from '../pdf/page-geometry.ts';
import { inheritedOf, type PdfPage } from '../pdf/pages.ts';

type Matrix = readonly [number, number, number, number, number, number];
type State = { readonly matrix: Matrix; readonly opacity: number };

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
const FORMS_DEEP_MAX = 8;
const FORMS_DRAWN_MAX = 2_000;
const STATES_MAX = 64;
const TEXTS_MAX = 50_000;
const AREAS_TRIED_MAX = 2_000;
const COVERS_MAX = 20;
/** A rule or a mark is no cover: what hides words is larger than a letter. */
const COVER_SIDE_MIN = 6;

const times = (a: Matrix, b: Matrix): Matrix => [
  a[0] * b[0] + a[1] * b[2],
  a[0] * b[1] + a[1] * b[3],
  a[2] * b[0] + a[3] * b[2],
  a[2] * b[1] + a[3] * b[3],
  a[4] * b[0] + a[5] * b[2] + b[4],
  a[4] * b[1] + a[5] * b[3] + b[5],
];

const at = ([a, b, c, d, e, f]: Matrix, x: number, y: number) =>
  [a * x + c * y + e, b * x + d * y + f] as const;

function cornersUnder(matrix: Matrix, [x0, y0, x1, y1]: Corners): Corners {
  const points = [at(matrix, x0, y0), at(matrix, x1, y0), at(matrix, x0, y1), at(matrix, x1, y1)];
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

const numbersOf = (operands: readonly PdfObject[], count: number): readonly number[] =>
  operands.slice(-count).map((one) => asNumber(one) ?? 0);

const matrixOf = (values: readonly number[]): Matrix => {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = values;
  return [a, b, c, d, e, f];
};

/** What one content stream is being painted with. */
type Brush = {
  readonly resources: PdfDict | undefined;
  readonly depth: number;
  state: State;
  readonly states: State[];
  line: Matrix;
  path: Corners[];
};

/** One page in the order of its painting: where words began, and what came solidly over them afterwards. */
type Canvas = {
  readonly file: PdfFile;
  readonly texts: (readonly [number, number])[];
  readonly covers: Corners[];
  areasTried: number;
  formsDrawn: number;
};

type Act = (canvas: Canvas, brush: Brush, operands: readonly PdfObject[]) => void;

const write: Act = ({ texts }, { line, state }) => {
  if (texts.length < TEXTS_MAX) texts.push(at(times(line, state.matrix), 0.5, 1));
};

const move: Act = (_canvas, brush, operands) => {
  const [x = 0, y = 0] = numbersOf(operands, 2);
  brush.line = times([1, 0, 0, 1, x, y], brush.line);
};

function paint(canvas: Canvas, area: Corners, { opacity }: State): void {
  const [left, bottom, right, top] = area;
  if (opacity < 1 || right - left < COVER_SIDE_MIN || top - bottom < COVER_SIDE_MIN) return;
  if (canvas.covers.length >= COVERS_MAX || ++canvas.areasTried > AREAS_TRIED_MAX) return;
  canvas.file.budget.spend(canvas.texts.length >> 4);
  if (canvas.texts.some(([x, y]) => x > left && x < right && y > bottom && y < top)) canvas.covers.push(area);
}

const fillPath: Act = (canvas, brush) => {
  for (const area of brush.path) paint(canvas, cornersUnder(brush.state.matrix, area), brush.state);
  brush.path = [];
};

const dropPath: Act = (_canvas, brush) => {
  brush.path = [];
};

const addRectangle: Act = (_canvas, brush, operands) => {
  const [x = 0, y = 0, width = 0, height = 0] = numbersOf(operands, 4);
  if (brush.path.length >= AREAS_TRIED_MAX) return;
  brush.path.push([
    Math.min(x, x + width),
    Math.min(y, y + height),
    Math.max(x, x + width),
    Math.max(y, y + height),
  ]);
};

const setState: Act = ({ file }, brush, operands) => {
  const states = asDict(file.latest.get(brush.resources, 'ExtGState'));
  const found = asDict(file.latest.get(states, asName(operands.at(-1)) ?? ''));
  const opacity = asNumber(file.latest.get(found, 'ca'));
  if (opacity !== undefined) brush.state = { ...brush.state, opacity };
};

const draw: Act = (canvas, { resources, state, depth }, operands) => {
  const { latest } = canvas.file;
  const object = asStream(
    latest.get(asDict(latest.get(resources, 'XObject')), asName(operands.at(-1)) ?? ''),
  );
  if (!object) return;
  if (isName(latest.get(object.dict, 'Subtype'), 'Image')) {
    const isSeeThrough = ['SMask', 'Mask', 'ImageMask'].some((key) => object.dict.entries.has(key));
    if (!isSeeThrough) paint(canvas, cornersUnder(state.matrix, [0, 0, 1, 1]), state);
    return;
  }
  if (depth >= FORMS_DEEP_MAX || ++canvas.formsDrawn > FORMS_DRAWN_MAX) return;
  const own = asArray(latest.get(object.dict, 'Matrix'))?.items.map(
    (item) => asNumber(latest.resolve(item)) ?? 0,
  );
  const matrix = own ? times(matrixOf(own), state.matrix) : state.matrix;
  const inner = asDict(latest.get(object.dict, 'Resources')) ?? resources;
  run(canvas, latest.decode(object), inner, { ...state, matrix }, depth + 1);
};

const acts: ReadonlyMap<string, Act> = new Map<string, Act>([
  [
    'q',
    (_canvas, { states, state }) => {
      if (states.length < STATES_MAX) states.push(state);
    },
  ],
  [
    'Q',
    (_canvas, brush) => {
      brush.state = brush.states.pop() ?? brush.state;
    },
  ],
  [
    'cm',
    (_canvas, brush, operands) => {
      brush.state = { ...brush.state, matrix: times(matrixOf(numbersOf(operands, 6)), brush.state.matrix) };
    },
  ],
  ['gs', setState],
  [
    'BT',
    (_canvas, brush) => {
      brush.line = IDENTITY;
    },
  ],
  [
    'Tm',
    (_canvas, brush, operands) => {
      brush.line = matrixOf(numbersOf(operands, 6));
    },
  ],
  ['Td', move],
  ['TD', move],
  ...["'", '"', 'Tj', 'TJ'].map((operator) => [operator, write] as const),
  ['re', addRectangle],
  ...['f', 'F', 'f*', 'b', 'B', 'b*', 'B*'].map((operator) => [operator, fillPath] as const),
  ...['n', 'S', 's'].map((operator) => [operator, dropPath] as const),
  ['Do', draw],
]);

function run(
  canvas: Canvas,
  content: Uint8Array,
  resources: PdfDict | undefined,
  state: State,
  depth: number,
): void {
  const brush: Brush = { resources, depth, state, states: [], line: IDENTITY, path: [] };
  for (const { operator, operands } of contentSteps(content, canvas.file.budget))
    acts.get(operator)?.(canvas, brush, operands);
}

/**
 * Places on a page, in its own units, where something solid was painted over words that had been written before: what stands under it may be shown
 * after the signature. A white ground painted before its words, as writers do, is none. Throws `pdf.*` on content that cannot be read.
 */
export function coveredText(file: PdfFile, page: PdfPage): readonly Corners[] {
  const { latest } = file;
  const contents = latest.get(page.dict, 'Contents');
  const parts = (asArray(contents)?.items ?? [contents]).flatMap(
    (part) => asStream(latest.resolve(part)) ?? [],
  );
  const whole = Buffer.concat(parts.flatMap((part) => [latest.decode(part), Buffer.from('\n')]));
  const resources = asDict(inheritedOf(latest, page.dict, 'Resources'));
  const canvas: Canvas = { file, texts: [], covers: [], areasTried: 0, formsDrawn: 0 };
  run(canvas, whole, resources, { matrix: IDENTITY, opacity: 1 }, 0);
  return canvas.covers;
}
