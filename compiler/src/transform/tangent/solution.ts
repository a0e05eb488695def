/**
 * Loops that have found a fixed point: the primal runs alone, and what is differentiated is the solution. Its tangent is a fixed point
 * itself, ż = (∂φ/∂z) ż + (∂φ/∂x) ẋ (Gilbert, "Automatic differentiation and iterative processes", 1992), which the runtime finds by
 * making the tangent of one more turn, time and again.
 */

import type { RegionBuilder } from '../../ir/builder.js';
import { NUMBER } from '../../ir/type-facts.js';
import { type IrType, type LoopOp, type Op, SOLVE_TANGENT, type ValueId } from '../../ir/types.js';
import { type Cell, TURN } from '../outline.js';
import { caller, cells, contentsOf, list } from '../turn-objects.js';
import type { SolvedLoop, Tangents } from './context.js';

export function tangentOfSolution(
  tangents: Tangents,
  op: LoopOp & Op,
  { turns, shape, memory, tolerance }: SolvedLoop,
  into: RegionBuilder,
): void {
  const { values } = tangents;
  into.ops.push(op);
  const value = (cell: Cell): ValueId => (cell.kind === 'outer' ? cell.value : op.results[cell.index]!);
  const before = (cell: Cell): ValueId =>
    tangents.dot(cell.kind === 'outer' ? cell.value : op.initial[cell.index]!, into);
  const hasState = turns.state.length > 0;
  const contents = contentsOf(turns, value, into);
  const tangentsBefore = turns.state.map((cell) => [cell.field, before(cell)] as const);
  const state = hasState ? cells(contents.state, 'state', into) : undefined;
  const stateDot = hasState ? cells(tangentsBefore, 'stateDot', into) : undefined;
  const counts = cells([[TURN, into.constant(0)], ...contents.counts], 'counts', into);
  const own = [...(state === undefined ? [] : [state]), counts, ...turns.given];
  const to = values.value(NUMBER, 'to');
  const dots = [...own, to].flatMap((each, i) => {
    if (shape.dots[i] !== true) return [];
    return [each === state ? stateDot! : tangents.handOn(each, into)];
  });
  const nothing: IrType = { kind: 'opaque', text: 'undefined' };
  const turn = caller(
    'turn',
    [{ value: to, typeText: 'number' }],
    { callee: shape.callee, args: [...own, to, ...dots], results: [values.value(nothing), values.value(nothing)] },
    into,
  );
  const shift = hasState ? 2 : 1;
  const shadows = memory.flatMap((each) =>
    shape.dots[turns.given.indexOf(each) + shift] === true ? [tangents.handOn(each, into)] : [],
  );
  const absent = into.constant(undefined);
  const carried = turns.state.flatMap((cell) => (cell.kind === 'carried' ? [into.constant(cell.field)] : []));
  const args: Record<(typeof SOLVE_TANGENT)[number], ValueId> = {
    tolerance: tolerance === undefined ? absent : into.constant(tolerance),
    state: state ?? absent,
    stateDot: stateDot ?? absent,
    carried: list(carried, into) ?? absent,
    counts,
    memory: list(memory, into) ?? absent,
    shadows: list(shadows, into) ?? absent,
    turn,
  };
  into.add({
    kind: 'helper',
    name: 'solveTangent',
    result: undefined,
    args: SOLVE_TANGENT.map((name) => args[name]),
  });
  for (const cell of turns.state) {
    if (cell.kind !== 'carried' || !tangents.isPaired(op.results[cell.index]!)) continue;
    into.add({ kind: 'get', result: tangents.pair(op.results[cell.index]!), object: stateDot!, field: cell.field });
  }
}
