/** What `adc explain` tells of one function: what is active, what is stored and what is computed again. */

import type { FunctionReport } from './compile-result.js';
import type { SourceFunction } from './lower/index.js';
import type { Differentiated, Request } from './pipeline.js';
import type { UnrollNote } from './transform/unroll.js';

export function reportFunction(
  source: SourceFunction,
  request: Request,
  differentiated: Differentiated,
  stages: FunctionReport['stages'],
  notes: readonly UnrollNote[],
  textOf: (file: string) => string | undefined,
): FunctionReport {
  const activity = differentiated.activityOf(request.key, request.mask);
  const recording = differentiated.recordings.get(request.key);
  const fn = differentiated.primals.get(request.key)!;
  const nameOf = (value: number): string => {
    const name = [...fn.values].find(([id]) => id === value)?.[1].name;
    const origin = recording?.places.definition(value as never)?.origin;
    const text = origin === undefined ? '' : (textOf(origin.file) ?? '').slice(origin.start, origin.end);
    if (name !== undefined) return name;
    return text !== '' && text.length <= 40 && !text.includes('\n') ? `\`${text}\`` : 'an intermediate value';
  };
  const lineOf = (offset: number | undefined, file = source.fileName): number =>
    offset === undefined ? 0 : (textOf(file) ?? '').slice(0, offset).split('\n').length;
  const active = new Set(
    [...fn.values].flatMap(([value, { name }]) => (name !== undefined && activity.isActive(value) ? [name] : [])),
  );
  const stored = (recording?.segments.all ?? []).flatMap((segment) =>
    recording!.frame(segment).map(({ value, shadow }) => {
      const op = recording!.places.definition(value) ?? recording!.places.loopOf(value);
      const where = op === undefined ? undefined : recording!.places.of(op as never)?.op.origin?.start;
      return {
        what: shadow ? `the shadow of ${nameOf(value)}` : nameOf(value),
        line: lineOf(where),
        reason: recording!.places.loopOf(value) === undefined ? 'it cannot be computed again' : 'the loop changes it',
      };
    }),
  );
  const recomputed =
    recording === undefined
      ? []
      : [...fn.values].flatMap(([value, { name }]) =>
          name !== undefined && recording.isRecomputed({ value, shadow: false }) ? [name] : [],
        );
  return {
    key: source.key,
    name: source.name,
    file: source.fileName,
    active: [...active],
    stored,
    recomputed: [...new Set(recomputed)],
    loops: notes.map(({ origin: { file, start }, ...note }) => ({ file, line: lineOf(start, file), ...note })),
    stages,
  };
}
