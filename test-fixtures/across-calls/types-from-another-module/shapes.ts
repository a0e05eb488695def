export interface Box {
  w: number;
  h?: number;
}
class Cell {
  constructor(public k: number) {}
}
export { Cell as Slot };

export function boxed(x: number): Box {
  return { w: x };
}

export function celled(x: number): Cell {
  return new Cell(x);
}
