/** What the generated programs give back at their end. */
import type { Writer } from './writer.js';

/** An expression in which the latest variables all have their part, so that little of a program is idle. */
export function digest(w: Writer): string {
  const latest = [...w.scopes.flat(), ...(w.chance(2) ? w.module : [])]
    .filter(({ type }) => type.kind !== 'index' && !('length' in type && type.length < 2))
    .slice(-(3 + w.pick(3)));
  const terms = latest.map(({ name, type }, k) => {
    switch (type.kind) {
      case 'numbers':
      case 'floats':
      case 'singles':
        return `Math.sin(${name}[${k % 2}]! + 0.6 * ${name}[${name}.length - 1]!)`;
      case 'either':
      case 'list':
        return `Math.cos(${name}[${k % 2}]! - 0.6 * ${name}[${name}.length - 1]!)`;
      case 'holder':
        return `0.1 * ${name}.count`;
      case 'map':
        return `[...${name}.values()].reduce((sum, each) => 0.7 * sum + each, 0.1 * ${name}.size)`;
      case 'record':
        return `Object.values(${name}).reduce((sum, each) => 0.7 * sum + each, 0)`;
      case 'set':
        return `0.1 * ${name}.size`;
      case 'rows':
        return `Math.cos(${name}[1]![${k % 2}]! * ${name}[0]![1]!)`;
      case 'object':
        return `${name}.p * ${{ plain: `${name}.q`, array: `${name}.v[1]!`, floats: `${name}.w[1]!`, nested: `${name}.inner.q`, optional: `(${name}.r ?? ${name}.q)` }[type.shape]}`;
      case 'instance':
        return type.of.fields.length > 0
          ? type.of.fields.map((field) => `${name}.${field}`).join(' * ')
          : `${name}.${{ total: 'total', at: 'at(0.4)' }[type.of.asks[0]!] ?? type.of.asks[0]}`;
      case 'pair':
        return `${name}[0] * ${name}[1]`;
      case 'functions':
        return `${name}[${k % 2}]!(0.3)`;
      case 'table':
        return `${name}.k${k % 2}(0.3)`;
      case 'layers':
        return `${name}[${k % 2}]!.act(${name}[0]!.by)`;
      case 'boolean':
        return `(${name} ? 1 : 0)`;
      default:
        return name;
    }
  });
  return terms.length === 0 ? '0' : terms.join(' + 0.7 * ');
}
