import { posix } from 'node:path';
import { layerOf, layers } from './layers.ts';
import { lineOf, type Scanned } from './scan.ts';

/** One import as written and, when it points inside the repository, the file it means. */
export type Import = {
  readonly specifier: string;
  readonly file: string | undefined;
  /** A file started as a worker runs by itself: a layer must allow it, but it closes no circle. */
  readonly isWorker: boolean;
  readonly line: number;
};

const STATEMENT =
  /^\s*(?:import|export)(\s+type)?\b[^;'"]*?\bfrom\s*['"]([^'"\n]+)['"]|^\s*import\s*['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]|\bnew URL\(\s*['"](\.[^'"\n]+\.tsx?)['"]\s*,\s*import\.meta/gm;

export function importsOf({ path, code }: Scanned): Import[] {
  return [...code.matchAll(STATEMENT)].map((match) => {
    const specifier = match[2] ?? match[3] ?? match[4] ?? match[5] ?? '';
    const lead = match[0].length - match[0].trimStart().length;
    return {
      specifier,
      file: resolved(path, specifier),
      isWorker: match[5] !== undefined,
      line: lineOf(code, match.index + lead),
    };
  });
}

function resolved(from: string, specifier: string): string | undefined {
  const bare = specifier.replace(/\?.*$/, '');
  if (bare.startsWith('.')) return posix.normalize(posix.join(posix.dirname(from), bare));
  return bare.startsWith('#shared/') ? `src/shared/${bare.slice('#shared/'.length)}` : undefined;
}

const packageOf = (specifier: string): string =>
  specifier.startsWith('node:')
    ? specifier
    : specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/');

/** Every import stays inside what its layer may import, and every file has a layer. */
export function layerOffences(files: readonly Scanned[]): string[] {
  return files.flatMap((file) => {
    const layer = layerOf(file.path);
    if (!layer) return [`${file.path}: stands in no layer`];
    if (layer.may.includes('*')) return [];
    return importsOf(file).flatMap((found) => {
      if (!found.file) {
        return layer.packages.test(packageOf(found.specifier))
          ? []
          : [`${file.path}:${found.line}: ${layer.name} may not use ${found.specifier}`];
      }
      if (!/\.tsx?$/.test(found.file)) return [];
      const target = layerOf(found.file)?.name ?? 'a file in no layer';
      return layer.may.includes(target)
        ? []
        : [`${file.path}:${found.line}: ${layer.name} may not use ${target} (${found.file})`];
    });
  });
}

/** A layer that matches nothing guards nothing: its folder was renamed, or it should go. */
export const emptyLayers = (files: readonly Scanned[]): string[] =>
  layers
    .filter((layer) => !files.some((file) => layerOf(file.path) === layer))
    .map((layer) => `layer ${layer.name} matches no file`);

const AREA = /^src\/main\/([^/]+)\/(?:.+)$/;
const NOT_AREAS = new Set(['hosts', 'store', 'sync', 'jobs']);

/** An area's tables and handlers are its own; its rule files are public. Only the composition (src/main/*.ts) sees them all. */
export function areaOffences(files: readonly Scanned[]): string[] {
  return files.flatMap((file) => {
    const area = AREA.exec(file.path)?.[1];
    if (!area || area === 'hosts' || layerOf(file.path)?.name === 'test') return [];
    return importsOf(file).flatMap(({ file: target, line }) => {
      const other = target ? AREA.exec(target)?.[1] : undefined;
      const isPrivate = other && !NOT_AREAS.has(other) && /\/(?:store|handlers)\.ts$/.test(target ?? '');
      return isPrivate && other !== area
        ? [`${file.path}:${line}: ${area} may not reach into ${target}`]
        : [];
    });
  });
}

const FEATURE = /^src\/renderer\/features\/([^/]+)\//;

/** Features meet in renderer/app, never in each other. */
export function featureOffences(files: readonly Scanned[]): string[] {
  return files.flatMap((file) => {
    const feature = FEATURE.exec(file.path)?.[1];
    if (!feature) return [];
    return importsOf(file).flatMap(({ file: target, line }) => {
      const other = target ? FEATURE.exec(target)?.[1] : undefined;
      return other && other !== feature
        ? [`${file.path}:${line}: ${feature} may not use feature ${other}`]
        : [];
    });
  });
}

export const ELECTRON_FILES_MAX = 10;

/** Electron stays in its own folder, and that folder stays small. */
export function electronOffences(files: readonly Scanned[]): string[] {
  const users = files.filter(
    (file) =>
      layerOf(file.path)?.name !== 'test' &&
      importsOf(file).some(({ specifier }) => packageOf(specifier) === 'electron'),
  );
  const outside = users.filter(({ path }) => !path.startsWith('src/main/hosts/electron/'));
  const inside = files.filter(({ path }) => /^src\/main\/hosts\/electron\/.*(?<!\.test)\.ts$/.test(path));
  return [
    ...outside.map(({ path }) => `${path}: only the electron host may use electron`),
    ...(inside.length > ELECTRON_FILES_MAX ? [`the electron host has ${inside.length} files`] : []),
  ];
}

/** Rings of imports, each told once. A ring of types is one too: such files cannot be read one after the other. */
export function circleOffences(files: readonly Scanned[]): string[] {
  const graph = new Map(
    files.map((file) => [
      file.path,
      importsOf(file).flatMap(({ file: target, isWorker }) => (isWorker ? [] : (target ?? []))),
    ]),
  );
  const done = new Set<string>();
  const rings: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) rings.push([...trail.slice(start), path].join(' → '));
    if (start >= 0 || done.has(path)) return;
    for (const target of graph.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return rings;
}
