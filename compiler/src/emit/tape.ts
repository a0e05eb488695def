/** The tape: its numeric cells are kept in a local variable, which is read again when they have moved. */

import type { Op, TapeOp } from '../ir/types.js';
import { unreachable } from '../ir/walk.js';
import type { Frame } from './frame.js';
import { isLiteral } from './literals.js';
import { methodCall, operandsFor } from './operands.js';
import type { Expression } from './syntax.js';
import { infix, literal, nameOf } from './syntax.js';

export function emitTape(frame: Frame, op: Op & TapeOp): void {
  const { take, takePresent, effects } = operandsFor(frame, op);
  const tape = nameOf(frame.variableOf(op.tape));
  const member = (field: string): Expression => ({ kind: 'member', object: tape, field });
  switch (op.kind) {
    case 'tapeStore': {
      const [index, value] = (op.lane === 'number' ? takePresent : take)([op.cursor, op.value]);
      const object = op.lane === 'number' ? nameOf(frame.cellsOf(op.tape)) : member('references');
      const boolean = op.lane === 'number' && frame.typeOf(op.value).kind === 'boolean';
      const stored: Expression = boolean
        ? { kind: 'conditional', test: value!, then: literal('1'), else: literal('0') }
        : value!;
      frame.write(
        { kind: 'store', target: { kind: 'index', object, index: index!, sure: false }, operator: '', value: stored },
        effects(),
      );
      break;
    }
    case 'tapeLoad': {
      const [index] = take([op.cursor]);
      const type = frame.typeOf(op.result);
      if (op.lane === 'reference') {
        const cell: Expression = { kind: 'index', object: member('references'), index: index!, sure: false };
        frame.define(op.result, { kind: 'cast', operand: cell, type: frame.textOf(type) }, effects());
        break;
      }
      const boolean = type.kind === 'boolean';
      const cell: Expression = { kind: 'index', object: nameOf(frame.cellsOf(op.tape)), index: index!, sure: !boolean };
      frame.define(op.result, boolean ? infix('!==', cell, literal('0')) : cell, effects());
      break;
    }
    case 'tapeReserve': {
      if (op.lane === 'reference') break;
      const [cursor, count] = take([op.cursor, op.count], { atoms: () => true });
      const cells = frame.cellsOf(op.tape);
      const end = isLiteral(cursor!, '0') ? count! : infix('+', cursor!, count!);
      const length: Expression = { kind: 'member', object: nameOf(cells), field: 'length' };
      const grown = methodCall(tape, 'grow', [end]);
      const then = [{ kind: 'assign', variable: cells, value: grown, origin: frame.origin } as const];
      frame.write({ kind: 'if', test: infix('>', end, length), then, else: [] }, effects(), [cells]);
      break;
    }
    case 'tapeTop':
      take([]);
      frame.define(op.result, member(topField(op.lane)), effects(), 'top');
      break;
    case 'tapeSetTop': {
      const [cursor] = take([op.cursor]);
      const target = member(topField(op.lane));
      if (isMemberOf(cursor!, op, frame)) break; // handed over already, from callee to callee
      frame.write({ kind: 'store', target, operator: '', value: cursor! }, effects());
      break;
    }
    default:
      unreachable(op);
  }
}

function isMemberOf(cursor: Expression, { tape, lane }: TapeOp, frame: Frame): boolean {
  if (cursor.kind !== 'member' || cursor.field !== topField(lane) || cursor.object.kind !== 'name') return false;
  return cursor.object.variable === frame.variableOf(tape);
}

const topField = (lane: TapeOp['lane']): string => (lane === 'number' ? 'top' : 'referenceTop');
