/** Constructors of arrays as arguments, and tests of what kind of array a generic function has. */

type Kind = ArrayConstructor | Float64ArrayConstructor;
type Of<K extends Kind> = K extends Float64ArrayConstructor ? Float64Array : number[];

function create<K extends Kind = Float64ArrayConstructor>(Made: K, length: number): Of<K> {
  if (Made === Array) {
    return new Made(length).fill(0) as Of<K>;
  } else {
    return new Made(length) as Of<K>;
  }
}

function sorted<A extends number[] | Float64Array>(list: A): A {
  if (ArrayBuffer.isView(list)) {
    list.sort();
    return list;
  } else if (Array.isArray(list)) {
    list.sort((a, b) => a - b);
    return list;
  }
  throw new Error('not a list');
}

// @differentiable
export function filled(x: number, y: number): number {
  const plain = create(Array, 3);
  const typed = create(Float64Array, 3);
  for (let i = 0; i < 3; i++) {
    plain[i] = x * (i - 1) * y;
    typed[i] = Math.sin(x * i + y);
  }
  sorted(plain);
  sorted(typed);
  return plain[0]! * typed[0]! + plain[2]! * typed[1]! + typed[2]!;
}

export const points: Parameters<typeof filled>[] = [
  [0.7, 1.3],
  [1.4, 0.6],
  [-0.8, 0.9],
];
