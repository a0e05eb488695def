/** Calls of `grad` and the like that name their function: which companions each needs. */
import { diagnose, type Diagnostic } from '../diagnostics/report.js';
import { hasTangent } from '../ir/type-facts.js';
import type { FunctionKey } from '../ir/types.js';
import type { LoweredProgram } from '../lower/index.js';
import type { CompanionRole } from '../pipeline.js';

type Site = LoweredProgram['sites'][number];

/** The companions that an operator calls; `undefined`: it may call any. */
export function rolesNeeded({ operator, out }: Site): readonly CompanionRole[] | undefined {
  switch (operator) {
    case 'grad':
    case 'valueAndGrad':
      return ['adjoint'];
    case 'jvp':
      return out === undefined ? ['tangent', 'tangentInPlace'] : out ? ['tangentInPlace'] : ['tangent'];
    case 'vjp':
      return out === undefined ? ['pullback', 'forward', 'reverse'] : out ? ['forward', 'reverse'] : ['pullback'];
    default:
      return undefined;
  }
}

/** The companions of a function that the calls that name it need; `undefined`: any. */
export function rolesCalled({ sites }: LoweredProgram, key: FunctionKey): ReadonlySet<CompanionRole> | undefined {
  const needed = sites.filter((site) => site.key === key).map(rolesNeeded);
  return needed.includes(undefined) ? undefined : new Set(needed.flatMap((roles) => roles ?? []));
}

/** Calls that ask for more than the annotations of their functions allow. */
export function problemsOfSites({ functions, sites }: LoweredProgram): readonly Diagnostic[] {
  return sites.flatMap((site) => {
    const { source, ir } = functions.get(site.key)!;
    if (source.pragma === undefined) return [];
    const { name } = source;
    const { mode, wrt } = source.pragma;
    const { operator, operand } = site;
    const problems: Diagnostic[] = [];
    const roles = rolesNeeded(site) ?? [];
    const forward = roles.some((role) => role === 'tangent' || role === 'tangentInPlace');
    if (roles.length > 0 && ((forward && mode === 'reverse') || (!forward && mode === 'forward'))) {
      const companion = forward ? 'tangent' : 'adjoint';
      problems.push(diagnose(3007, operand, { operator, companion, name, mode }));
    }
    if (!forward && roles.length > 0 && wrt !== undefined && site.wrt !== undefined) {
      const params = ir.params.map(({ value }) => ir.values.get(value)!);
      const asked = site.wrt === 'all' ? params : site.wrt.map((i) => params[i]);
      const missing = asked.find(
        (param) => param?.name !== undefined && !wrt.includes(param.name) && hasTangent(param.type),
      );
      if (missing !== undefined)
        problems.push(diagnose(3008, operand, { operator, name, parameter: missing.name!, wrt: wrt.join(',') }));
    }
    return problems;
  });
}
